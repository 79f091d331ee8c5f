package framebyframe.app;

import picocli.CommandLine.Option;

/** The options of a server: what is sent, and to how many. */
final class ServerOptions extends SourceOptions {

    @Option(names = "--max-viewers", defaultValue = "64", paramLabel = "N",
            description = "How many may watch at once (default: ${DEFAULT-VALUE}).")
    int maxViewers;

    @Override
    void validate() {
        super.validate();
        require(maxViewers >= 1, "--max-viewers " + maxViewers + ": at least 1 expected");
    }
}
