package framebyframe.testing;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that other threads bring about, and that does not say when it has happened. */
public final class Eventually {

    private static final long PAUSE = 200_000;

    private Eventually() {
    }

    /**
     * Looks again and again, at most for {@link Patience#LIMIT}.
     *
     * @return true as soon as the condition is true; false if it was not in that time
     */
    public static boolean holds(BooleanSupplier condition) {
        long end = System.nanoTime() + Patience.LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return true;
    }
}
