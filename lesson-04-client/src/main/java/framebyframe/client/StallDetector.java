package framebyframe.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Exercise 4.5: notices when the picture stands still. A server that is stuck, or a network cable that is out, says
 * nothing: a plain read waits for ever, and the user looks at a frozen picture and thinks it is live.
 *
 * <p>It reads a socket in turns of a fifth of the limit. A turn in which nothing came is reported; no byte is lost by
 * it. When a whole limit has passed without a whole frame, also if single bytes trickle in, it gives up.
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

    /**
     * The first frame is waited for as long as every other one, from now on.
     *
     * @param socket the connection; its read time limit is this class's business
     * @param limit how long to wait for a frame, 5 ms or more
     * @param report is told after every turn without a byte how old the last frame is
     */
    public StallDetector(Socket socket, Duration limit, Consumer<Duration> report) throws IOException {
        this.in = socket.getInputStream();
        this.limit = limit;
        this.report = report;
    }

    /** Starts the clock again: a whole frame has come. */
    public void frameArrived() {
        throw new UnsupportedOperationException("Exercise 4.5: remember when the last whole frame came;"
                + " read about System.nanoTime");
    }

    /**
     * Reads like the socket's own stream: waits for at least one byte, and returns -1 at the stream's end.
     *
     * @throws StalledException if no whole frame has come within the limit
     */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        throw new UnsupportedOperationException("Exercise 4.5: read in turns, report each silent one, and give up after"
                + " the limit; read about Socket.setSoTimeout, which belongs into the constructor");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : Byte.toUnsignedInt(one[0]);
    }
}
