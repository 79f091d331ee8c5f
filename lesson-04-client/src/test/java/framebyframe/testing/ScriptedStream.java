package framebyframe.testing;

import framebyframe.client.FrameDecoder;
import framebyframe.client.ReceiveLoop;
import framebyframe.client.View;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A receive loop at work in the background, and the server at the other end of its socket: the test. */
public final class ScriptedStream implements Closeable {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final SocketPair pair = SocketPair.open();
    private final Duration patience;
    private final Background<Long> loop;

    /** Starts a loop that waits for a frame as long as it takes. */
    public ScriptedStream(FrameDecoder decoder, View view) throws IOException {
        this(decoder, view, LONG);
    }

    /** Starts a loop. */
    public ScriptedStream(FrameDecoder decoder, View view, Duration patience) throws IOException {
        this.patience = patience;
        this.loop = Background.call("the receive loop",
                () -> new ReceiveLoop(decoder, view, patience).run(pair.client()));
    }

    /** The server sends bytes, in pieces of many sizes, and fails quietly if the client has closed. */
    public ScriptedStream send(byte[] bytes) {
        Random random = new Random(bytes.length);
        try {
            int sent = 0;
            while (sent < bytes.length) {
                int piece = Math.min(bytes.length - sent, 1 + random.nextInt(5_000));
                pair.server().getOutputStream().write(bytes, sent, piece);
                sent += piece;
            }
        } catch (IOException e) {
            // the client has ended: what it did until then is what the test is about
        }
        return this;
    }

    /** The server sends only the first bytes, and nothing more. */
    public ScriptedStream sendOnly(int count, byte[] bytes) {
        return send(Arrays.copyOf(bytes, count));
    }

    /** The server ends the stream. */
    public ScriptedStream end() throws IOException {
        pair.server().shutdownOutput();
        return this;
    }

    /** Waits until the loop waits for bytes, at most a moment: it may have another way to wait. */
    public ScriptedStream awaitReading() {
        long end = System.nanoTime() + Patience.LIMIT.toNanos() / 5;
        while (!isReading() && !loop.isDone() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return this;
    }

    private boolean isReading() {
        return Arrays.stream(loop.thread().getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("java.net.Socket$"));
    }

    /**
     * Waits for the loop's end, which is to be a normal one.
     *
     * @param advice for the learner, if it is not, or does not come: why it should, and what to try next
     * @return what the loop returned
     */
    public long await(String advice) {
        return ClientExpect.result("the receive loop was at work", advice, loop::await);
    }

    /**
     * Waits for the loop's end, whatever it is.
     *
     * @return what the loop returned
     * @throws Exception what the loop threw
     */
    public long outcome() throws Exception {
        long end = System.nanoTime() + (patience == LONG ? 0 : patience.toNanos());
        while (!loop.isDone() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000); // so long it may wait for a frame, without being blocked
        }
        return loop.await();
    }

    /** True if the learner's code has closed its socket. */
    public boolean socketIsClosed() {
        return pair.client().isClosed();
    }

    /** The names of the threads that have come since the loop began, and are still there a moment after its end. */
    public List<String> threadsLeftBehind() {
        long end = System.nanoTime() + Patience.LIMIT.toNanos();
        while (!newThreads().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        return newThreads().stream().map(Thread::getName).toList();
    }

    private List<Thread> newThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && !thread.isDaemon())
                .filter(thread -> !thread.getName().startsWith("junit-")).toList();
    }

    /** Ends everything. */
    @Override
    public void close() throws IOException {
        pair.close();
        loop.close();
    }
}
