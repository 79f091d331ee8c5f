package framebyframe.app;

import framebyframe.client.View;
import framebyframe.client.VideoWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options about what is shown. */
final class ViewOptions {

    /** Where the pictures go. */
    enum Kind {
        WINDOW, TERMINAL, NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(names = "--view", paramLabel = "window|terminal|none",
            description = "Where to show it (default: window if there is a display, else terminal).")
    Kind kind;

    @Option(names = "--snapshot", paramLabel = "FILE",
            description = "Save the last picture that was shown: .png, .jpg or .bmp.")
    Path snapshot;

    @Option(names = "--timeout", defaultValue = "5", paramLabel = "SECONDS",
            description = "How long to wait for the connection, and for a frame (default: ${DEFAULT-VALUE}).")
    double seconds;

    /** Refuses what no viewer can do, with exit code 2. */
    void validate() {
        Checks.require(seconds >= 0.1 && seconds <= 3_600, spec,
                "--timeout " + seconds + ": 0.1 to 3600 seconds expected");
        Checks.require(snapshot == null || snapshot.toString().toLowerCase(Locale.ROOT)
                .matches(".*\\.(png|jpg|jpeg|bmp)"), spec,
                "--snapshot " + snapshot + ": a name that ends in .png, .jpg or .bmp expected");
        Checks.require(snapshot == null || snapshot.toAbsolutePath().getParent().toFile().isDirectory(), spec,
                "--snapshot " + snapshot + ": there is no such folder");
    }

    /**
     * Finds out which view it is to be, and whether that is possible here.
     *
     * @throws IOException with a sentence for the user, if it is not
     */
    void choose() throws IOException {
        if (kind == null) {
            kind = VideoWindow.isPossible() ? Kind.WINDOW : TerminalView.isPossible() ? Kind.TERMINAL : Kind.NONE;
        }
        if (kind == Kind.WINDOW) {
            Checks.display("--view window");
        }
        if (kind == Kind.TERMINAL && !TerminalView.isPossible()) {
            throw new IOException("--view terminal: the output does not go to a terminal");
        }
    }

    /** Opens the view that was chosen. */
    View open(Consumer<String> out) throws IOException {
        return switch (kind) {
            case WINDOW -> new VideoWindow("RECEIVING VIDEO");
            case TERMINAL -> new TerminalView();
            case NONE -> new ConsoleView(out);
        };
    }

    Duration timeout() {
        return Duration.ofMillis((long) (seconds * 1_000));
    }
}
