package framebyframe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import framebyframe.client.VideoWindow;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What a test needs that not every machine has. Where it is missing the test is skipped and says what is missing; with
 * the system property {@code kit.require=all} it fails.
 */
public final class Requirements {

    private static final Map<String, List<String>> PYTHONS = new ConcurrentHashMap<>();

    private Requirements() {
    }

    /** A display on which a window can open. */
    public static void display() {
        present(VideoWindow.isPossible(), "a display on which a window can open; on Linux: xvfb-run -a mvn verify ...");
    }

    /**
     * All Pythons that have these modules: there may be two, with NumPy 1 and NumPy 2.
     *
     * @return how to start each
     */
    public static List<String> pythons(String... modules) {
        List<String> found = findPythons(modules);
        present(!found.isEmpty(), "Python 3 with " + String.join(" and ", modules)
                + "; on Debian: apt-get install python3-opencv python3-numpy");
        return found;
    }

    /** The same outside a test; there may be none. */
    public static List<String> findPythons(String... modules) {
        return PYTHONS.computeIfAbsent(String.join(", ", modules), Requirements::find);
    }

    /** Skips the test, or fails it, unless what it needs is there. */
    public static void present(boolean present, String what) {
        String sentence = "this test needs " + what;
        if ("all".equals(System.getProperty("kit.require"))) {
            assertThat(present).as(sentence).isTrue();
        }
        assumeTrue(present, sentence);
    }

    private static List<String> find(String modules) {
        Map<String, String> commands = new LinkedHashMap<>(); // by the program that is behind the name
        for (String command : List.of("python3", "/usr/bin/python3")) {
            program(command, modules).ifPresent(program -> commands.putIfAbsent(program, command));
        }
        return List.copyOf(commands.values());
    }

    /** The program that runs under this name, if it has the modules. */
    private static Optional<String> program(String command, String modules) {
        try {
            Process process = new ProcessBuilder(command, "-c", "import sys, " + modules + "; print(sys.executable)")
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try {
                boolean ended = process.waitFor(20, TimeUnit.SECONDS);
                return ended && process.exitValue() == 0
                        ? Optional.of(new String(process.getInputStream().readAllBytes())) : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notThere) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
