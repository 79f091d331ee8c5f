package framebyframe.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Exercise 4.5: notices when the picture stands still. A server that is stuck, or a network cable that is out, says
 * nothing: a plain read waits for ever, and the user looks at a frozen picture and thinks it is live.
 *
 * <p>It reads a socket in turns of a fifth of the limit. A turn in which nothing came is reported; no byte is lost by
 * it. When a whole limit has passed without a whole frame, also if single bytes trickle in, it gives up. Time in which
 * this program itself stood still, after Ctrl-Z in a terminal, say, does not count.
 *
 * <pre>
 *   frame      turn      turn      turn      turn      turn
 *   |----------|---------|---------|---------|---------|
 *              1 s       2 s       3 s       4 s       5 s
 *              report    report    report    report    (report,) StalledException
 * </pre>
 */
public final class StallDetector extends InputStream {

    private final InputStream in;
    private final Duration limit;
    private final Consumer<Duration> report;
    private long lastFrame = System.nanoTime();
    private long lastLook = lastFrame;

    /**
     * @param socket the connection; its read time limit is set
     * @param limit how long to wait for a frame, 5 ms or more
     * @param report is told after every turn without a byte how old the last frame is
     */
    public StallDetector(Socket socket, Duration limit, Consumer<Duration> report) throws IOException {
        socket.setSoTimeout(Math.toIntExact(limit.dividedBy(5).toMillis()));
        this.in = socket.getInputStream();
        this.limit = limit;
        this.report = report;
    }

    /** Starts the clock again: a whole frame has come. */
    public void frameArrived() {
        lastFrame = System.nanoTime();
    }

    /**
     * Reads like the socket's own stream.
     *
     * @throws StalledException if no whole frame has come within the limit
     */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            forgiveOwnPause();
            Duration age = Duration.ofNanos(System.nanoTime() - lastFrame);
            if (age.compareTo(limit) >= 0) {
                throw new StalledException(limit);
            }
            try {
                return in.read(buffer, offset, length);
            } catch (SocketTimeoutException turnOver) {
                report.accept(Duration.ofNanos(System.nanoTime() - lastFrame));
            }
        }
    }

    /** A read lasts a turn at most: if a whole limit has passed since the last look, it was not the server's silence. */
    private void forgiveOwnPause() {
        long now = System.nanoTime();
        if (now - lastLook > limit.toNanos()) {
            lastFrame = now;
        }
        lastLook = now;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : Byte.toUnsignedInt(one[0]);
    }
}
