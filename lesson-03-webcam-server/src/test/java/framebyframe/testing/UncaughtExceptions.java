package framebyframe.testing;

import java.lang.Thread.UncaughtExceptionHandler;

/** Keeps Java from printing the exceptions that end threads, where a test wants them. */
public final class UncaughtExceptions implements AutoCloseable {

    private final UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    private UncaughtExceptions() {
        Thread.setDefaultUncaughtExceptionHandler((thread, exception) -> { });
    }

    /** They are printed again after {@link #close()}. */
    public static UncaughtExceptions muted() {
        return new UncaughtExceptions();
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}
