package framebyframe.app;

import framebyframe.client.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a program that is ended by Ctrl-C, or by {@code kill}, put everything away: it asks the program to stop, and
 * holds the JVM's end back until that has happened.
 */
final class ShutdownHook implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 8;

    private final StopSignal signal = new StopSignal();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    ShutdownHook() {
        hook = new Thread(() -> {
            signal.stop();
            try {
                done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Is stopped by Ctrl-C, and by whatever else the program has to end it. */
    StopSignal signal() {
        return signal;
    }

    /** Everything is put away. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // then the hook is running, and has just been told
        }
    }
}
