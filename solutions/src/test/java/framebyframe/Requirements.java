package framebyframe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import framebyframe.client.VideoWindow;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a test needs that not every machine has. Where it is missing the test is skipped and says what is missing; with
 * the system property {@code kit.require=all} it fails.
 */
public final class Requirements {

    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private Requirements() {
    }

    /** A display on which a window can open. */
    public static void display() {
        require(VideoWindow.isPossible(), "a display on which a window can open; on Linux: xvfb-run -a mvn verify ...");
    }

    /**
     * Python with OpenCV and NumPy.
     *
     * @return how to start the interpreter
     */
    public static String python() {
        Optional<String> python = PYTHONS.stream().filter(Requirements::hasOpenCv).findFirst();
        require(python.isPresent(), "Python 3 with cv2 and numpy; on Debian: apt-get install python3-opencv");
        return python.orElseThrow();
    }

    private static void require(boolean present, String what) {
        String sentence = "this test needs " + what;
        if ("all".equals(System.getProperty("kit.require"))) {
            assertThat(present).as(sentence).isTrue();
        }
        assumeTrue(present, sentence);
    }

    private static boolean hasOpenCv(String python) {
        try {
            Process process = new ProcessBuilder(python, "-c", "import cv2, numpy")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            try {
                return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
