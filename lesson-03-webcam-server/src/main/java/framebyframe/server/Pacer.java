// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.server;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Lets frames go at an even rate. Used by one thread. */
final class Pacer {

    private final long period;
    private long due = System.nanoTime();

    /** @param fps frames per second, more than 0 */
    Pacer(double fps) {
        this.period = (long) (1e9 / fps);
    }

    /** True if the time of the next frame has come. */
    boolean isDue() {
        return System.nanoTime() - due >= 0;
    }

    /**
     * Waits for the time of the next frame. Whoever is late by more than a frame starts afresh, rather than catch up
     * with a burst.
     *
     * @throws InterruptedIOException if the thread is interrupted
     */
    void await() throws InterruptedIOException {
        long wait = due - System.nanoTime();
        try {
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while waiting for the time of the next frame");
        }
        due = wait < -period ? System.nanoTime() + period : due + period;
    }
}
