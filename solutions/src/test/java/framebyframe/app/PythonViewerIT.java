package framebyframe.app;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Requirements;
import framebyframe.opencv.OpenCvLibrary;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the viewer that docs/protocol.md shows, as it stands there, against the server. */
class PythonViewerIT {

    private static final Path PAGE = Path.of("..", "docs", "protocol.md");

    /** Takes the place of the window: prints what would have been shown. */
    private static final String SCREEN = """
            import cv2
            cv2.imshow = lambda title, frame: print(title, frame.shape, flush=True)
            cv2.waitKey = lambda millis: -1
            """;

    @TempDir
    Path folder;
}
