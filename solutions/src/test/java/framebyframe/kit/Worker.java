package framebyframe.kit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests of a folder of classes in a JVM of its own, which ends with them, whatever threads a learner's code has
 * left behind. Writes a line for each test: its class, its name, PASSED or FAILED, and its message in Base64.
 */
final class Worker implements TestExecutionListener {

    private final Path report;
    private TestPlan plan;

    private Worker(Path report) {
        this.report = report;
    }

    /** @param args the folder of classes, and the file to write */
    public static void main(String[] args) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClasspathRoots(Set.of(Path.of(args[0]))))
                .filters(ClassNameFilter.includeClassNamePatterns(".*\\.Exercise\\w+Test"))
                .build();
        LauncherFactory.create().execute(request, new Worker(Path.of(args[1])));
        Runtime.getRuntime().halt(0); // threads may hang; that is for the tests to say
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
        write(String.join("\t", exercise, test.getDisplayName(), passed ? "PASSED" : "FAILED",
                Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8))) + "\n");
    }

    private void write(String line) {
        try {
            Files.writeString(report, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
