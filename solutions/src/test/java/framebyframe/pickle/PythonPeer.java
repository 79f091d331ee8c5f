package framebyframe.pickle;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One of the programs in {@code src/test/python}, running. */
final class PythonPeer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;
    private static final String END = "\0";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private PythonPeer(Process process) {
        this.process = process;
        Thread reader = new Thread(this::readLines, "python's output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a program; its errors come among its lines. */
    static PythonPeer start(String python, String script, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(python, Path.of("src", "test", "python", script).toString()));
        List.of(arguments).forEach(argument -> command.add(argument.toString()));
        return new PythonPeer(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** The next line that it prints. */
    String line() throws InterruptedException {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null || line.equals(END)) {
            throw new AssertionError("Python prints no more lines, " + (line == null ? "and runs" : "and has ended"));
        }
        return line;
    }

    /** The lines that it prints until it ends. */
    List<String> rest() throws InterruptedException {
        List<String> rest = new ArrayList<>();
        String line;
        while (!END.equals(line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))) {
            if (line == null) {
                throw new AssertionError("Python prints no more lines, and runs; the last: " + rest);
            }
            rest.add(line);
        }
        return rest;
    }

    private void readLines() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException | RuntimeException killed) {
            // close() was called
        }
        lines.add(END);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
