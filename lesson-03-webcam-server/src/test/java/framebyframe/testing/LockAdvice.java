package framebyframe.testing;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Says what is missing when code calls {@code wait()} or {@code notifyAll()} without the lock they need. */
public final class LockAdvice implements TestExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Optional<Throwable> noLock = Stream.iterate(failure, t -> t != null, Throwable::getCause).limit(10)
                .filter(IllegalMonitorStateException.class::isInstance).findFirst();
        if (noLock.isEmpty()) {
            throw failure;
        }
        String where = Whereabouts.learnersLine(noLock.get())
                .map(line -> Whereabouts.method(line) + ", line " + line.getLineNumber()).orElse("your code");
        throw new AssertionError(where + ": wait() and notifyAll() may only be called by a thread that holds the "
                + "object's lock, or Java throws an IllegalMonitorStateException. A thread gets the lock where it "
                + "enters a synchronized method (or block) of that object, and gives it back where it leaves: write "
                + "synchronized on the method", noLock.get());
    }
}
