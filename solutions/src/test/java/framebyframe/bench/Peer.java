package framebyframe.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs beside this one and talks to it in lines. Used by one thread. */
final class Peer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final List<String> command;
    private final Process process;
    private final BufferedReader lines;
    private final BufferedWriter questions;

    /** Starts it; what it complains of goes where our complaints go. */
    Peer(List<String> command) throws IOException {
        this.command = command;
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        lines = process.inputReader(StandardCharsets.UTF_8);
        questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** The next line that it prints; waits for it. */
    String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("it has ended, and a line was expected: " + command);
        }
        return line;
    }

    /** Says something to it. */
    void say(String line) throws IOException {
        questions.write(line);
        questions.newLine();
        questions.flush();
    }

    /** Says nothing more to it, and returns the lines that it prints until it ends. */
    List<String> rest() throws IOException {
        questions.close();
        return lines.lines().toList();
    }

    /** Kills it, if it is still running. */
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
