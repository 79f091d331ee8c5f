package framebyframe.bench;

import framebyframe.client.RateMeter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** How many messages a second come through a connection at full speed. */
final class FullSpeed {

    /** What is not counted at the beginning. */
    private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private FullSpeed() {
    }

    /** Where messages come from. */
    interface Incoming {
        /** True if there was another one. */
        boolean next() throws IOException;
    }

    /** Takes all that comes, to the end. */
    static double perSecond(Incoming incoming) throws IOException {
        long warm = System.nanoTime() + WARM_UP_NANOS;
        RateMeter rate = new RateMeter();
        while (incoming.next()) {
            if (System.nanoTime() - warm > 0) {
                rate.tick();
            }
        }
        return rate.perSecond();
    }
}
