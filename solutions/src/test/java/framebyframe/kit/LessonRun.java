package framebyframe.kit;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Runs a lesson's tests on some code: compiles both into one folder, the only copy of these classes that is reachable,
 * and runs them in a JVM of their own with short time limits.
 */
final class LessonRun {

    /** What became of one test. */
    record Result(String testClass, String name, boolean passed, String message) {

        /** "2.3" for a test of Exercise23TheReassemblyLoopTest. */
        String exercise() {
            return testClass.replaceFirst(".*Exercise(\\d)(\\d).*", "$1.$2");
        }

        @Override
        public String toString() {
            return testClass + ": " + name + (passed ? " PASSED" : " FAILED: " + message);
        }
    }

    /**
     * How long tests may take.
     *
     * @param test a whole test, in milliseconds
     * @param patience one wait inside a test, in milliseconds
     * @param oneFailure whether the tests of an exercise that come after a failure wait, as they do for a learner
     */
    record Limits(long test, long patience, boolean oneFailure) {

        /** What a learner has, who asks for all failures. */
        static final Limits USUAL = new Limits(10_000, 5_000, false);

        /** What a learner has. */
        static final Limits ONE_FAILURE = new Limits(10_000, 5_000, true);

        /** For code that hangs here and there, and is right otherwise. */
        static final Limits BRISK = new Limits(4_000, 500, false);

        /** For code that hangs everywhere. */
        static final Limits SHORT = new Limits(500, 250, false);
    }

    /** Code that javac refuses; the message has a line for each error, beginning with the file and the line. */
    static final class DoesNotCompileException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        DoesNotCompileException(String errors) {
            super(errors);
        }
    }

    private static final long MINUTES = 5;

    private LessonRun() {
    }

    /** Runs all of the lesson's tests, once. */
    static List<Result> run(Lesson lesson, Map<String, String> main, Path work, Limits limits)
            throws IOException, InterruptedException {
        return run(lesson, main, work, limits, lesson.exerciseTests());
    }

    /**
     * Runs tests of the lesson.
     *
     * @param main the code: paths and texts
     * @param work an empty folder
     * @param limits how long its tests may take
     * @param tests the test classes, in the order in which they are run, in one JVM as long as none hangs
     * @throws DoesNotCompileException if the code does not compile
     */
    static List<Result> run(Lesson lesson, Map<String, String> main, Path work, Limits limits, List<String> tests)
            throws IOException, InterruptedException {
        Path classes = Files.createDirectories(work.resolve("classes"));
        Path report = work.resolve("report.tsv");
        Map<String, String> sources = new HashMap<>(main);
        sources.putAll(lesson.tests());
        sources.put("framebyframe/kit/Worker.java", Files.readString(
                Lesson.kit().resolve("solutions/src/test/java/framebyframe/kit/Worker.java")));
        compile(sources, classes);
        copy(lesson.testResources(), classes);
        int done = 0;
        while (done < tests.size()) {
            String end = work(classes, report, tests.subList(done, tests.size()), limits);
            int before = done;
            done = (int) lines(report).stream().filter(line -> !line.contains("\t")).count();
            if (done == before) {
                Worker.brokeOff(report, tests.get(done), end);
                done++;
            }
        }
        return lines(report).stream().filter(line -> line.contains("\t")).map(LessonRun::parse).toList();
    }

    private static List<String> lines(Path report) throws IOException {
        return Files.exists(report) ? Files.readAllLines(report) : List.of();
    }

    /** Runs test classes until all are done, or one has left a thread behind. Returns how it ended. */
    private static String work(Path classes, Path report, List<String> tests, Limits limits)
            throws IOException, InterruptedException {
        Path list = Files.write(report.resolveSibling("tests.txt"), tests);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true",
                "-Dkit.patience=" + limits.patience(),
                "-Djunit.jupiter.execution.timeout.testable.method.default=" + limits.test() + " ms"));
        if (limits.oneFailure()) {
            command.add("-Dkit.lesson=one failure an exercise");
        }
        command.addAll(List.of("-cp", classes + File.pathSeparator + libraries(), Worker.class.getName(),
                report.toString(), list.toString()));
        long minutes = MINUTES + tests.size();
        // A learner's loop may print without end.
        Process worker = new ProcessBuilder(command).directory(classes.getParent().toFile())
                .redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
        try {
            return worker.waitFor(minutes, TimeUnit.MINUTES) ? "its JVM ended with exit code " + worker.exitValue()
                    : "it took more than " + minutes + " minutes";
        } finally {
            worker.destroyForcibly();
        }
    }

    /** Compiles sources that are held in memory, against the libraries and nothing else of the kit. */
    static void compile(Map<String, String> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files = sources.entrySet().stream().map(LessonRun::inMemory).collect(Collectors.toList());
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        boolean compiled = compiler.getTask(null, null, problems,
                List.of("--release", "17", "-proc:none", "-nowarn", "-g", "-d", classes.toString(), "-cp", libraries()),
                null, files).call();
        if (!compiled) {
            throw new DoesNotCompileException(problems.getDiagnostics().stream()
                    .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR).map(LessonRun::describe)
                    .collect(Collectors.joining("\n")));
        }
    }

    private static String describe(Diagnostic<? extends JavaFileObject> error) {
        String file = error.getSource() == null ? "" : error.getSource().getName().replaceFirst(".*/", "") + ":"
                + error.getLineNumber() + ": ";
        return file + error.getMessage(Locale.ENGLISH).lines().collect(Collectors.joining(" ")).replaceAll(" +", " ");
    }

    private static JavaFileObject inMemory(Map.Entry<String, String> source) {
        return new SimpleJavaFileObject(URI.create("string:///" + source.getKey()), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source.getValue();
            }
        };
    }

    /** The jars that this class runs with: without the folders and the jar that hold the finished code. */
    static String libraries() {
        // Maven's exec:java has a class loader of its own; elsewhere the class path is the JVM's.
        List<String> all = LessonRun.class.getClassLoader() instanceof URLClassLoader maven
                ? Arrays.stream(maven.getURLs()).map(url -> Path.of(URI.create(url.toString())).toString()).toList()
                : List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        Path solutions = Lesson.kit().resolve("solutions");
        return all.stream().filter(entry -> entry.endsWith(".jar") && !Path.of(entry).startsWith(solutions))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(from)) {
            walk.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    private static Result parse(String line) {
        String[] fields = line.split("\t", -1);
        String message = new String(Base64.getDecoder().decode(fields[3]), StandardCharsets.UTF_8);
        return new Result(fields[0], fields[1], fields[2].equals("PASSED"), message);
    }
}
