package framebyframe.pickle;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Finds Python on this machine. */
final class Python {

    private static final Map<String, List<String>> FOUND = new ConcurrentHashMap<>();

    private Python() {
    }

    /**
     * All interpreters that have these modules: there may be two, with NumPy 1 and NumPy 2.
     *
     * <p>Where there is none the test is skipped with a word; it fails instead if the system property
     * {@code kit.require} contains {@code all}.
     */
    static List<String> with(String... modules) {
        List<String> found = FOUND.computeIfAbsent(String.join(", ", modules), Python::find);
        if (found.isEmpty()) {
            String missing = "there is no python3 with " + String.join(" and ", modules) + " on this machine";
            if (System.getProperty("kit.require", "").contains("all")) {
                throw new AssertionError(missing + ", and kit.require demands it");
            }
            abort(missing);
        }
        return found;
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
