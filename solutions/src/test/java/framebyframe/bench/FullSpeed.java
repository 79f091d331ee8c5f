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

    /** One end of a connection: the size of a message, and for how many milliseconds to send, or from which port. */
    interface End {
        void run(int size, int last) throws IOException;
    }

    /** Is the end that the arguments name: {@code send BYTES MILLIS} or {@code receive BYTES PORT}. */
    static void end(String[] args, End send, End receive) throws IOException {
        (args[0].equals("send") ? send : receive).run(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
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
