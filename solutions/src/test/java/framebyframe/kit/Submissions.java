package framebyframe.kit;

import framebyframe.kit.LessonRun.DoesNotCompileException;
import framebyframe.kit.LessonRun.Limits;
import framebyframe.kit.LessonRun.Result;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The work of a whole class at a glance: how far each of its learners is.
 *
 * <p>Takes a folder with a folder for each learner in it, which holds a copy of the kit or of lessons of it. What is in
 * their src/main is compiled with this kit's given files and run by this kit's tests, not theirs. Prints a line for
 * each, and writes the same to {@code progress.csv} in that folder.
 */
public final class Submissions {

    /** How deep in a learner's folder a lesson may lie: a zip file often brings a folder or two of its own. */
    private static final int DEPTH = 4;

    private static final String MAIN = "src/main/java";
    private static final String CSV = "progress.csv";

    /**
     * How far somebody is.
     *
     * @param name the name of the folder
     * @param done for each lesson the exercises that are done, "3/5", or "-" if the lesson is not there
     * @param next the first exercise that is not done and its first test that fails, or ""
     * @param trouble what kept tests from running, or ""
     */
    record Progress(String name, List<String> done, String next, String trouble) {

        String line(int width, List<String> titles) {
            StringBuilder line = new StringBuilder(String.format("%-" + width + "s", name));
            for (int i = 0; i < done.size(); i++) {
                line.append("  ").append(String.format("%-" + titles.get(i).length() + "s", done.get(i)));
            }
            return line + "  " + Stream.of(trouble, next).filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("; "));
        }

        String csv() {
            return Stream.of(List.of(name), done, List.of(next, trouble)).flatMap(List::stream)
                    .map(cell -> '"' + cell.replace("\"", "\"\"") + '"').collect(Collectors.joining(","));
        }
    }

    private Submissions() {
    }

    /** @param args the folder */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 1 || !Files.isDirectory(Path.of(args[0]))) {
            System.err.println("expected: one folder, with a folder for each learner in it: \"-Dexec.args=FOLDER\";"
                    + " came: " + String.join(" ", args));
            System.exit(2);
        }
        report(Path.of(args[0]), Limits.ONE_FAILURE, System.out);
    }

    static void report(Path folder, Limits limits, PrintStream out) throws IOException, InterruptedException {
        List<Path> learners;
        try (Stream<Path> entries = Files.list(folder)) {
            learners = entries.filter(entry -> !entry.endsWith(CSV)).sorted().toList();
        }
        int width = learners.stream().mapToInt(path -> path.getFileName().toString().length()).max().orElse(0);
        List<String> titles = Lesson.all().stream()
                .map(lesson -> lesson.toString().replaceFirst("lesson-0(\\d)-", "$1 ")).toList();
        out.println(new Progress("", titles, "next", "").line(width, titles));
        List<String> csv = new ArrayList<>(List.of(new Progress("name", titles, "next", "trouble").csv()));
        for (Path learner : learners) {
            Progress progress = progress(learner, limits);
            out.println(progress.line(width, titles));
            csv.add(progress.csv());
        }
        Files.write(folder.resolve(CSV), csv);
    }

    private static Progress progress(Path learner, Limits limits) throws IOException, InterruptedException {
        String name = learner.getFileName().toString();
        List<String> done = new ArrayList<>();
        List<String> next = new ArrayList<>();
        List<String> trouble = new ArrayList<>();
        for (Lesson lesson : Lesson.all()) {
            Optional<Path> theirs = find(lesson, learner);
            if (theirs.isEmpty()) {
                done.add("-");
                continue;
            }
            try {
                List<Result> failures = run(lesson, theirs.get(), limits).stream()
                        .filter(result -> !result.passed()).toList();
                long open = failures.stream().map(Result::exercise).distinct().count();
                done.add(lesson.exerciseTests().size() - open + "/" + lesson.exerciseTests().size());
                failures.stream().findFirst().ifPresent(first -> next.add(first.exercise() + " " + first.name()));
            } catch (DoesNotCompileException e) {
                done.add("?");
                trouble.add(lesson + " does not compile: " + e.getMessage().lines().findFirst().orElse(""));
            }
        }
        if (done.stream().allMatch("-"::equals)) {
            trouble.add(Files.isDirectory(learner) ? "holds no lesson" : "no folder: unpack it first");
        } else if (next.isEmpty() && trouble.isEmpty()) {
            next.add("all done");
        }
        return new Progress(name, done, next.isEmpty() ? "" : next.get(0), String.join("; ", trouble));
    }

    /** The learner's copy of a lesson, known by its folder's name or by its pom.xml. */
    private static Optional<Path> find(Lesson lesson, Path learner) throws IOException {
        List<Path> candidates;
        try (Stream<Path> walk = Files.walk(learner, DEPTH)) {
            candidates = walk.filter(folder -> Files.isDirectory(folder.resolve(MAIN))).sorted().toList();
        }
        for (Path candidate : candidates) {
            Path pom = candidate.resolve("pom.xml");
            if (candidate.endsWith(lesson.toString())
                    || Files.exists(pom) && Lesson.text(pom).contains("<artifactId>" + lesson + "</artifactId>")) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static List<Result> run(Lesson lesson, Path theirs, Limits limits)
            throws IOException, InterruptedException {
        Map<String, String> main = lesson.main();
        new Lesson(theirs).main().forEach((path, text) ->
                main.compute(path, (same, ours) -> ours != null && Lesson.isGiven(ours) ? ours : text));
        Path work = Files.createTempDirectory("submission");
        try {
            return LessonRun.run(lesson, main, work, limits);
        } finally {
            try (Stream<Path> walk = Files.walk(work)) {
                for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
