package framebyframe.kit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes one after the other, in a JVM of its own. It ends early, after a class that left threads behind:
 * a loop that never ends would take the processor away from the next ones.
 *
 * <p>Writes a line for each test: its class, its name, PASSED or FAILED, and its message in Base64; and a line with
 * nothing but the class when that is done.
 */
final class Worker implements TestExecutionListener {

    private final Path report;
    private TestPlan plan;

    private Worker(Path report) {
        this.report = report;
    }

    /** @param args the file to write, and a file with the names of the classes */
    public static void main(String[] args) throws IOException {
        Worker worker = new Worker(Path.of(args[0]));
        for (String name : Files.readAllLines(Path.of(args[1]))) {
            LauncherFactory.create().execute(
                    LauncherDiscoveryRequestBuilder.request().selectors(selectClass(name)).build(), worker);
            append(worker.report, name);
            if (worker.isHaunted()) {
                break;
            }
        }
        Runtime.getRuntime().halt(0);
    }

    /** Notes that the JVM ended inside a class. */
    static void brokeOff(Path report, String testClass, String how) {
        write(report, testClass, "the run broke off: " + how, false, how);
        append(report, testClass);
    }

    /** True if a test that was given up still runs. */
    private boolean isHaunted() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("junit-timeout-thread"));
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (!test.isTest() && passed) {
            return;
        }
        String message = result.getThrowable().map(Throwable::toString).orElse("");
        String exercise = plan.getParent(test).filter(parent -> test.isTest()).orElse(test).getLegacyReportingName();
        write(report, exercise, test.getDisplayName(), passed, message);
    }

    private static void write(Path report, String testClass, String name, boolean passed, String message) {
        append(report, String.join("\t", testClass, name, passed ? "PASSED" : "FAILED",
                Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8))));
    }

    private static void append(Path report, String line) {
        try {
            Files.writeString(report, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
