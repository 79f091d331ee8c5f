package framebyframe.app;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Until;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program as a process of its own, on a machine without a display. What it prints is collected. */
final class Program implements AutoCloseable {

    private final Process process;
    private final Lines out;
    private final Lines err;

    private Program(Process process) {
        this.process = process;
        this.out = new Lines(process.getInputStream());
        this.err = new Lines(process.getErrorStream());
    }

    /**
     * Starts it.
     *
     * @param temp its temporary folder
     * @param args its arguments; those that begin with {@code -D}, in front, are for the JVM
     */
    static Program start(Path temp, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + temp,
                "-cp", System.getProperty("java.class.path")));
        List<String> all = List.of(args);
        long properties = all.stream().takeWhile(arg -> arg.startsWith("-D")).count();
        command.addAll(all.subList(0, (int) properties));
        command.add(Main.class.getName());
        command.addAll(all.subList((int) properties, all.size()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY", "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return new Program(builder.start());
    }

    /** Everything that it has printed. */
    List<String> out() {
        return out.all();
    }

    /** Everything that it has complained of. */
    List<String> err() {
        return err.all();
    }

    /** Waits for a line of its output that contains a match of the regular expression, and returns the match. */
    Matcher await(String regex) throws Exception {
        Pattern pattern = Pattern.compile(regex);
        try {
            Until.holds("a line with " + regex, () -> find(pattern).isPresent() || out.hasEnded());
            return find(pattern).orElseThrow(() -> new AssertionError("it ended without a line with " + regex));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nwhat it printed: " + out() + "\nits errors: " + err(), e);
        }
    }

    private Optional<Matcher> find(Pattern pattern) {
        return out().stream().map(pattern::matcher).filter(Matcher::find).findFirst();
    }

    /** Waits until it listens, and returns the port. */
    int port() throws Exception {
        return Integer.parseInt(await("LISTENING AT: 127\\.0\\.0\\.1:(\\d+)$").group(1));
    }

    /** Waits for its end, and returns its exit code. */
    int awaitExit() throws Exception {
        boolean ended = process.waitFor(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(ended).as("it ends; it has printed %s and complained of %s", out(), err()).isTrue();
        Until.holds("the end of its output", () -> out.hasEnded() && err.hasEnded());
        return process.exitValue();
    }

    /** Types a line into its terminal. */
    void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Sends it a signal: {@code INT} is Ctrl-C, {@code TERM} asks it to end, {@code KILL} lets it say nothing more. */
    void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start();
    }

    /** Kills it, if it is still running. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Lines of a stream, read by a thread of their own. */
    private static final class Lines {

        private final List<String> lines = new ArrayList<>();
        private boolean ended;

        Lines(InputStream in) {
            Thread reading = new Thread(() -> read(in), "output of a program");
            reading.setDaemon(true);
            reading.start();
        }

        private void read(InputStream in) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    add(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                end();
            }
        }

        private synchronized void add(String line) {
            lines.add(line);
        }

        private synchronized void end() {
            ended = true;
        }

        synchronized boolean hasEnded() {
            return ended;
        }

        synchronized List<String> all() {
            return List.copyOf(lines);
        }
    }
}
