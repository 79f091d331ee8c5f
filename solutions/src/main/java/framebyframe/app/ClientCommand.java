package framebyframe.app;

import framebyframe.client.ServerAddress;
import framebyframe.opencv.OpenCvLibrary;
import java.net.Socket;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code client}: shows what a server sends. */
@Command(name = "client", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Shows what a server sends. Enter, Esc, q or the close button of its window, or Ctrl-C, end it.")
final class ClientCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "HOST[:PORT]", defaultValue = "127.0.0.1",
            description = "Where the server is (default: ${DEFAULT-VALUE}).")
    String server;

    @Option(names = "--port", defaultValue = "9999",
            description = "Used where HOST names none (default: ${DEFAULT-VALUE}).")
    int port;

    @Mixin
    ViewOptions options;

    @Option(names = "--frames", paramLabel = "N", description = "End after so many frames.")
    Long frames;

    @Override
    public Integer call() throws Exception {
        options.validate();
        Checks.port(spec, port, 1);
        Checks.frames(spec, frames);
        ServerAddress address = parse(spec, server, port);
        options.choose();
        OpenCvLibrary.load();
        AnyDecoder.warmUp();
        Socket socket = address.connect(options.timeout()); // until here, Ctrl-C has nothing to put away
        try (ShutdownHook hook = new ShutdownHook()) {
            new VideoClient(options, frames, hook.signal(), spec.commandLine().getOut()).watch(socket);
        }
        return 0;
    }

    /** Reads an address, and refuses a wrong one with exit code 2. */
    static ServerAddress parse(CommandSpec spec, String address, int port) {
        try {
            return ServerAddress.parse(address, port);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
