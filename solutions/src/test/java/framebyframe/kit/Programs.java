package framebyframe.kit;

import framebyframe.Until;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Runs what a text shows the output of: the programs of {@code framebyframe.tryit} on the finished classes of their
 * lesson, any other on those of solutions; and a lesson's tests, for the screen that ends them. Each in a JVM of its
 * own, without Maven. A lesson's programs meet at a free port, and what they print says 9999 for it.
 */
final class Programs {

    private static final String PORT = "9999";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path work;
    private final String port;
    private final Map<String, String> classPaths = new HashMap<>();

    /** @param work an empty folder */
    Programs(Path work) throws IOException {
        this.work = work;
        port = String.valueOf(freePort());
    }

    /** A free port below those that systems give to whoever asks for any: nobody is given it before it is used. */
    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                continue;
            }
        }
    }

    /**
     * What a program prints until it ends.
     *
     * @param program its main class and its arguments, with spaces between them
     */
    List<String> run(String program) throws Exception {
        Path output = Files.createTempFile(work, "output", ".txt");
        end(start(program, output), program);
        return lines(output);
    }

    /** What a client prints until it ends, while a server runs. */
    List<String> runAsking(String client, String server) throws Exception {
        Path output = Files.createTempFile(work, "server", ".txt");
        Process running = start(server, output);
        try {
            awaitLine(running, server, output);
            return run(client);
        } finally {
            running.destroyForcibly().waitFor();
        }
    }

    /**
     * What a server, which does not end by itself, prints when a client has come and gone.
     *
     * @param complete true if this is all that is to come
     */
    List<String> runAskedBy(String server, String client, Predicate<List<String>> complete) throws Exception {
        Path output = Files.createTempFile(work, "server", ".txt");
        Process running = start(server, output);
        try {
            awaitLine(running, server, output);
            run(client);
            try {
                Until.holds("the expected output of " + server, () -> complete.test(lines(output)));
            } catch (AssertionError late) {
                return lines(output); // the comparison says what is wrong with it
            }
            return lines(output);
        } finally {
            running.destroyForcibly().waitFor();
        }
    }

    /**
     * The screen at the end of a lesson's tests.
     *
     * @param main the lesson's code: paths and texts
     */
    List<String> screen(Lesson lesson, Map<String, String> main) throws Exception {
        Path classes = Files.createTempDirectory(work, lesson.toString());
        Map<String, String> sources = new HashMap<>(main);
        sources.putAll(lesson.tests());
        sources.put("framebyframe/kit/Screen.java",
                Files.readString(Lesson.kit().resolve("solutions/src/test/java/framebyframe/kit/Screen.java")));
        LessonRun.compile(sources, classes);
        String name = Files.readString(lesson.folder().resolve("pom.xml"))
                .replaceFirst("(?s).*<name>(Lesson [^<]*)</name>.*", "$1");
        List<String> command = java(String.join(File.pathSeparator, lesson.testResources().toString(),
                classes.toString(), LessonRun.libraries()));
        command.addAll(List.of("-Dkit.lesson=" + name, "-Dbasedir=" + lesson.folder(), Screen.class.getName()));
        command.addAll(lesson.exerciseTests());
        Path output = Files.createTempFile(work, "screen", ".txt");
        end(start(command, output), "the tests of " + lesson);
        return lines(output);
    }

    private Process start(String program, Path output) throws IOException {
        List<String> words = List.of(program.split(" "));
        List<String> command = java(classPath(words.get(0)));
        command.addAll(words);
        return start(command, output);
    }

    private Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY", "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return builder.start();
    }

    private static void end(Process process, String program) throws InterruptedException {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(program + " has not ended by itself within " + LIMIT.toSeconds() + " s");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private void awaitLine(Process process, String program, Path output) throws Exception {
        Until.holds("a line of " + program, () -> !lines(output).isEmpty() || !process.isAlive());
    }

    private List<String> lines(Path output) throws IOException {
        String text = Files.readString(output).stripTrailing().replaceFirst("^(?:\\h*\\R)+", "");
        return text.replace(port, PORT).lines().toList();
    }

    private static List<String> java(String classPath) {
        return new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", classPath));
    }

    /** The class path of a program: that of the lesson in which it stands, or that of this JVM. */
    private String classPath(String mainClass) throws IOException {
        if (!classPaths.containsKey(mainClass)) {
            classPaths.put(mainClass, System.getProperty("java.class.path"));
            for (Lesson lesson : Lesson.all()) {
                if (lesson.main().containsKey(mainClass.replace('.', '/') + ".java")
                        && mainClass.startsWith("framebyframe.tryit.")) {
                    Path classes = Files.createTempDirectory(work, lesson.toString());
                    Map<String, String> main = HalfDone.allDone(lesson);
                    main.replaceAll((path, text) -> path.contains("/tryit/") ? text.replace(PORT, port) : text);
                    LessonRun.compile(main, classes);
                    classPaths.put(mainClass, classes + File.pathSeparator + LessonRun.libraries());
                }
            }
        }
        return classPaths.get(mainClass);
    }
}
