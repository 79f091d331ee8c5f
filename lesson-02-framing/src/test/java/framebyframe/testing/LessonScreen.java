package framebyframe.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints at the end of a Maven run where the learner stands: the exercises, the tests of the one that is next, its
 * first failure in full. Switched on by the system property {@code kit.lesson}, the lesson's name, which the parent
 * pom.xml sets; an IDE has a view of its own.
 */
public final class LessonScreen implements TestExecutionListener {

    private static final int WIDTH = 80;
    private static final int HEIGHT = 20;

    private final Map<String, TestExecutionResult> results = new ConcurrentHashMap<>();
    private TestPlan plan;

    static boolean isOn() {
        return System.getProperty("kit.lesson") != null;
    }

    /** -Dkit.all: every failure, not only the first. */
    static boolean showsAll() {
        return isSet("kit.all");
    }

    private static boolean isSet(String property) {
        return !System.getProperty(property, "false").equals("false");
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        results.put(identifier.getUniqueId(), result);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        List<TestIdentifier> tests = exercises().stream().flatMap(exercise -> tests(exercise).stream()).toList();
        if (!isOn() || tests.isEmpty()) {
            return;
        }
        List<TestIdentifier> open = tests.stream().filter(test -> !isDone(test)).toList();
        if (open.isEmpty()) {
            print(congratulation(tests.size()));
            return;
        }
        List<String> failures = new ArrayList<>();
        for (TestIdentifier test : showsAll() ? open : open.subList(0, 1)) {
            failures.addAll(failure(test));
        }
        List<String> screen = new ArrayList<>();
        TestIdentifier next = exerciseOf(open.get(0));
        screen.add(heading((tests.size() - open.size()) + " of " + tests.size() + " tests, next: "
                + next.getDisplayName().split(" ")[0]));
        screen.addAll(tree(next, showsAll() ? Integer.MAX_VALUE : HEIGHT - 3 - failures.size()));
        screen.addAll(failures);
        screen.add("");
        screen.add("Also: -Dkit.all (all failures)  \"-Dtest=" + number(next) + "*\" (only these)  -Dkit.trace");
        print(screen);
        if (isSet("kit.trace")) {
            error(open.get(0)).ifPresent(error -> error.printStackTrace(System.out));
        }
    }

    /** The exercises, one line each, and the tests of the next one, as far as there is room. */
    private List<String> tree(TestIdentifier next, int room) {
        List<String> lines = new ArrayList<>();
        List<String> tests = new ArrayList<>();
        for (TestIdentifier exercise : exercises()) {
            boolean done = tests(exercise).stream().allMatch(this::isDone);
            lines.add(box(done, exercise.equals(next)) + exercise.getDisplayName());
            if (exercise.equals(next)) {
                tests = testLines(exercise);
                if (tests.size() > Math.max(1, room - exercises().size())) {
                    tests = shorter(exercise, room - exercises().size());
                }
                lines.addAll(tests);
            } else if (showsAll() && !done) {
                lines.addAll(testLines(exercise));
            }
        }
        return lines;
    }

    private List<String> testLines(TestIdentifier exercise) {
        TestIdentifier next = tests(exercise).stream().filter(test -> !isDone(test)).findFirst().orElse(null);
        return tests(exercise).stream()
                .map(test -> cut("      " + mark(test, test.equals(next)) + test.getDisplayName())).toList();
    }

    /** The tests around the next one. */
    private List<String> shorter(TestIdentifier exercise, int room) {
        List<String> all = testLines(exercise);
        int next = (int) tests(exercise).stream().takeWhile(this::isDone).count();
        int fit = Math.max(1, room - 1);
        int from = Math.min(fit < 3 ? next : Math.max(0, next - 1), all.size() - fit);
        List<String> lines = new ArrayList<>(all.subList(from, from + fit));
        lines.add("        ... and " + (all.size() - fit) + " more");
        return lines;
    }

    private List<String> failure(TestIdentifier test) {
        List<String> lines = new ArrayList<>(List.of("",
                cut(number(exerciseOf(test)).substring("Exercise".length()).replaceFirst("(\\d)(\\d)", "$1.$2") + " "
                        + test.getDisplayName() + ":")));
        Optional<Throwable> error = error(test);
        String message = error.map(e -> e.getMessage() == null ? e.toString() : e.getMessage()).orElse("did not run");
        String plain = message.strip().replaceFirst("(?s)^\\[(.*?)] \\n", "$1:\n"); // AssertJ's description
        for (String line : plain.split("\\R")) {
            lines.addAll(wrap("  " + line));
        }
        error.flatMap(e -> Whereabouts.learnersLine(e).map(line -> folder() + "/" + Whereabouts.file(line))
                .or(() -> Whereabouts.testLine(e.getStackTrace()).map(line -> "Checked at " + line.getFileName() + ":"
                        + line.getLineNumber())))
                .ifPresent(line -> lines.add("  " + line));
        return lines;
    }

    private List<String> congratulation(int count) {
        List<String> screen = new ArrayList<>();
        screen.add(heading("all " + count + " tests pass"));
        exercises().forEach(exercise -> screen.add(box(true, false) + exercise.getDisplayName()));
        screen.add("");
        if (System.getProperty("test") != null) {
            screen.add("Well done. The whole lesson: mvn test -pl " + folder());
            return screen;
        }
        screen.add("Well done, the lesson is finished! To see it run:");
        screen.add("  mvn -q compile exec:java -pl " + folder());
        nextLesson().ifPresent(next -> screen.add("Then the next lesson:\n  mvn test -pl " + next));
        return screen;
    }

    private static String folder() {
        return Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getFileName().toString();
    }

    private static Optional<String> nextLesson() {
        String[] all = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent().toFile().list();
        int number = Integer.parseInt(folder().replaceAll("lesson-0(\\d)-.*", "$1")) + 1;
        return all == null ? Optional.empty() : Arrays.stream(all)
                .filter(name -> name.startsWith("lesson-0" + number + "-")).findFirst();
    }

    private List<TestIdentifier> exercises() {
        return plan.getRoots().stream().flatMap(root -> plan.getChildren(root).stream()).toList();
    }

    private List<TestIdentifier> tests(TestIdentifier exercise) {
        return plan.getChildren(exercise).stream().toList();
    }

    private TestIdentifier exerciseOf(TestIdentifier test) {
        return plan.getParent(test).orElseThrow();
    }

    /** "Exercise23". */
    private static String number(TestIdentifier exercise) {
        return exercise.getLegacyReportingName().replaceFirst(".*\\.?(Exercise\\d+).*", "$1");
    }

    private boolean isDone(TestIdentifier test) {
        TestExecutionResult result = results.get(test.getUniqueId());
        return result != null && result.getStatus() == Status.SUCCESSFUL;
    }

    private Optional<Throwable> error(TestIdentifier test) {
        TestExecutionResult result = results.getOrDefault(test.getUniqueId(),
                results.get(exerciseOf(test).getUniqueId()));
        return result == null ? Optional.empty() : result.getThrowable().map(PlainWords::unwrap);
    }

    private static String heading(String standing) {
        String lesson = System.getProperty("kit.lesson");
        return lesson + " ".repeat(Math.max(2, WIDTH - lesson.length() - standing.length())) + standing;
    }

    private static String box(boolean done, boolean next) {
        return done ? "  [x] " : next ? "  [>] " : "  [ ] ";
    }

    /** A test that failed after the next one, which happens under -Dkit.all only: [!]. */
    private String mark(TestIdentifier test, boolean next) {
        boolean failed = results.containsKey(test.getUniqueId()) && !isDone(test);
        return failed && !next ? "  [!] " : box(isDone(test), next);
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...";
    }

    private static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > WIDTH && rest.lastIndexOf(' ', WIDTH) > 2) {
            int end = rest.lastIndexOf(' ', WIDTH);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = "  " + rest.substring(end + 1);
        }
        lines.add(rest);
        return lines;
    }

    private static void print(List<String> lines) {
        System.out.println("\n" + String.join("\n", lines) + "\n");
    }
}
