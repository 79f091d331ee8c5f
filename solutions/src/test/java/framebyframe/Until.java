package framebyframe;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition that nobody announces, and no longer than a limit. */
public final class Until {

    /** How long to wait for a thing that takes a moment on a busy machine. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(5);

    /** Something that is to become true. */
    public interface Condition {
        /** True if it has become true. */
        boolean holds() throws Exception;
    }

    private Until() {
    }

    /**
     * Waits until the condition holds.
     *
     * @param what the message of a failure: what has not happened
     */
    public static void holds(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(PERIOD);
        }
    }
}
