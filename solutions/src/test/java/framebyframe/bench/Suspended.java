package framebyframe.bench;

import framebyframe.pattern.TestPattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A viewer in a process of its own, which the system stops for a while (SIGSTOP, SIGCONT: Linux and macOS). */
final class Suspended implements AutoCloseable {

    /** What comes after more than this is no live video, in milliseconds. */
    private static final double LIVE = 200;

    private final Process process;
    private final BufferedReader lines;
    private final long seconds;
    private final Thread suspending = new Thread(this::suspend, "suspending");
    private volatile long resumed;

    /**
     * Starts it, and returns when it has got its first frame.
     *
     * @param watching for how many seconds it watches
     * @param seconds for how many of them it is suspended
     */
    Suspended(int port, int watching, int seconds) throws IOException {
        this.seconds = seconds;
        process = new ProcessBuilder(Jvm.command(FrameAges.class, "127.0.0.1:" + port, watching, "each"))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        lines = process.inputReader(StandardCharsets.UTF_8);
        if (!FrameAges.WATCHING.equals(lines.readLine())) {
            throw new IOException("the viewer that is to be suspended has ended");
        }
    }

    /** Suspends it from now on. */
    void start() {
        suspending.start();
    }

    private void suspend() {
        try {
            signal("STOP");
            TimeUnit.SECONDS.sleep(seconds);
            resumed = TestPattern.now();
            signal("CONT");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start().waitFor();
    }

    /**
     * Waits for its end.
     *
     * @return how many frames it missed, how many old ones it then got, and after how many milliseconds the first live
     *     one
     */
    String[] end() throws IOException {
        List<FrameAges.Frame> frames = lines.lines().map(FrameAges.Frame::parse).toList();
        List<FrameAges.Frame> after = frames.stream().filter(frame -> frame.decoded() > resumed).toList();
        List<FrameAges.Frame> live = after.stream().dropWhile(frame -> frame.age() > LIVE).toList();
        if (live.isEmpty()) {
            return new String[] {"-", String.valueOf(after.size()), "never"};
        }
        long missed = frames.get(frames.size() - 1).number() - frames.get(0).number() + 1 - frames.size();
        return new String[] {String.valueOf(missed), String.valueOf(after.size() - live.size()),
            Table.number((live.get(0).decoded() - resumed) / 1e3, 0)};
    }

    /** Kills it, if it is still running. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
