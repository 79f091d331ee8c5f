package framebyframe.app;

import framebyframe.client.VideoWindow;
import framebyframe.sockets.SocketAddresses;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of options that several commands have. */
final class Checks {

    private Checks() {
    }

    /** Refuses a usage with a sentence and exit code 2, unless the condition holds. */
    static void require(boolean condition, CommandSpec spec, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    /** Checks {@code --port}. */
    static void port(CommandSpec spec, int port, int lowest) {
        require(port >= lowest && port <= SocketAddresses.MAX_PORT, spec,
                "--port " + port + ": " + lowest + " to " + SocketAddresses.MAX_PORT + " expected");
    }

    /** Checks {@code --frames}. */
    static void frames(CommandSpec spec, Long frames) {
        require(frames == null || frames >= 1, spec, "--frames " + frames + ": at least 1 expected");
    }

    /** Checks that a window can be opened. */
    static void display(String option) throws IOException {
        if (!VideoWindow.isPossible()) {
            throw new IOException(option + ": there is no display here on which a window could open");
        }
    }
}
