package framebyframe.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs something beside the test, in a thread of its own, and brings its result or its failure back to the test.
 *
 * @param <T> the type of the result
 */
public final class Background<T> implements AutoCloseable {

    /** What runs in the background. */
    public interface Action {
        /** Runs. */
        void run() throws Exception;
    }

    private final String name;
    private final FutureTask<T> task;
    private final Thread thread;

    private Background(String name, Callable<T> work) {
        this.name = name;
        this.task = new FutureTask<>(work);
        this.thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts work that has a result. */
    public static <T> Background<T> call(String name, Callable<T> work) {
        return new Background<>(name, work);
    }

    /** Starts work that has no result. */
    public static Background<Void> run(String name, Action work) {
        return new Background<>(name, () -> {
            work.run();
            return null;
        });
    }

    /** True if the work has ended, well or badly. */
    public boolean isDone() {
        return task.isDone();
    }

    /** The thread that does the work. */
    public Thread thread() {
        return thread;
    }

    /**
     * Waits for the end of the work, at most {@link Patience#LIMIT}.
     *
     * @return its result
     * @throws Exception what the work threw
     * @throws AssertionError if it has not ended: tells in which line of the kit's packages it waits
     */
    public T await() throws Exception {
        try {
            return task.get(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw stillBusy();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw (Error) e.getCause();
        }
    }

    private AssertionError stillBusy() {
        Throwable place = new Throwable("in the thread " + name);
        place.setStackTrace(thread.getStackTrace());
        String who = Whereabouts.learnersLine(place)
                .map(line -> Whereabouts.method(line) + " (line " + line.getLineNumber() + ")").orElse("it");
        return new AssertionError(name + " has not ended after " + Patience.LIMIT.toMillis() / 1000.0 + " s: " + who
                + " " + Whereabouts.doing(place.getStackTrace(), thread.getState()), place);
    }

    /** Interrupts the work, if it still goes on, and gives it a moment to end. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Math.max(1, Patience.LIMIT.toMillis() / 10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
