package framebyframe.testing;

import framebyframe.server.ViewerHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A handler that does what its viewer ({@link Caller}) tells it, one byte for each wish. */
public final class ScriptedHandler implements ViewerHandler {

    static final int SERVED = 'S';
    static final int REFUSED = 'R';
    static final int ANSWER = 'a';
    static final int LEAVE = 'l';
    static final int BREAK = 'b';
    static final int MISTAKE = 'm';

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<CountDownLatch> ends = new CopyOnWriteArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean slowRefusal;
    private volatile boolean slowEnd;
    private volatile Throwable mistake;

    /** From now on, a viewer that is refused keeps the handler busy until {@link #goOn()}. */
    public ScriptedHandler refusingSlowly() {
        slowRefusal = true;
        return this;
    }

    /** From now on, serving a viewer takes until {@link #letEnd} when the viewer has left already. */
    public ScriptedHandler endingSlowly() {
        slowEnd = true;
        return this;
    }

    /** Ends the waiting of slow refusals. */
    public void goOn() {
        goOn.countDown();
    }

    /** Ends the waiting of a slow end: 0 is the viewer that was served first. */
    public void letEnd(int viewer) {
        ends.get(viewer).countDown();
    }

    /** Ends the waiting of all slow ends. */
    public void letAllEnd() {
        ends.forEach(CountDownLatch::countDown);
    }

    /** What nobody has caught in a viewer's thread, and Java has shown therefore; null if there was nothing. */
    public Throwable mistake() {
        return mistake;
    }

    /** How many viewers were served to the end. */
    public int ended() {
        return ended.get();
    }

    @Override
    public void serve(Socket viewer) throws IOException {
        CountDownLatch end = new CountDownLatch(slowEnd ? 1 : 0);
        ends.add(end);
        try {
            obey(viewer);
        } finally {
            await(end);
            ended.incrementAndGet();
        }
    }

    @Override
    public void refuse(Socket viewer) throws IOException {
        viewer.getOutputStream().write(REFUSED);
        if (slowRefusal) {
            await(goOn);
        }
    }

    private void obey(Socket viewer) throws IOException {
        InputStream wishes = viewer.getInputStream();
        viewer.getOutputStream().write(SERVED);
        int wish;
        while ((wish = wishes.read()) != -1 && wish != LEAVE) {
            if (wish == BREAK) {
                throw new IOException("a viewer's connection broke: the test wanted it so");
            }
            if (wish == MISTAKE) {
                Thread.currentThread().setUncaughtExceptionHandler((thread, seen) -> mistake = seen); // not printed
                throw new IllegalStateException("a mistake in the handler: the test wanted it so");
            }
            viewer.getOutputStream().write(wish);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(3 * Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS); // longer than any viewer waits
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "the test's handler";
    }
}
