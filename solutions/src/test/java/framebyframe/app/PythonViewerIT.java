package framebyframe.app;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Requirements;
import framebyframe.kit.Lesson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the viewer that docs/protocol.md shows, as it stands there, against the server. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PythonViewerIT {

    /** Takes the place of the window: prints what it would show. */
    private static final String SCREEN = """
            import cv2
            cv2.imshow = lambda title, frame: print(title, frame.shape, frame.dtype, int(frame.max()), flush=True)
            cv2.waitKey = lambda millis: -1
            """;

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "bmp"})
    void shows_what_the_server_sends(String format) throws Exception {
        String python = Requirements.pythons("cv2", "numpy").get(0);
        try (Program server = Program.start(temp, "server", "--source", "pattern", "--port", "0", "--frames", "20",
                "--fps", "10", "--format", format)) {
            Path shown = temp.resolve("shown.txt");
            Process viewer = new ProcessBuilder(python, "-c", SCREEN + viewer(server.port())).redirectErrorStream(true)
                    .redirectOutput(shown.toFile()).start();
            try {
                assertThat(viewer.waitFor(40, TimeUnit.SECONDS)).isTrue();
            } finally {
                viewer.destroyForcibly();
            }
            assertThat(Files.readString(shown).lines()).hasSizeGreaterThan(10)
                    .allMatch(line -> line.matches("RECEIVING VIDEO \\(240, 320, 3\\) uint8 2\\d\\d"));
            assertThat(viewer.exitValue()).isZero();
            assertThat(server.awaitExit()).isZero();
        }
    }

    private static String viewer(int port) throws Exception {
        String page = Files.readString(Lesson.kit().resolve("docs/protocol.md"));
        Matcher code = Pattern.compile("(?s)```python\n(.*?)```").matcher(page);
        assertThat(code.find()).isTrue();
        return code.group(1).replace("9999", String.valueOf(port));
    }
}
