package framebyframe.testing;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Says in a sentence what is otherwise read out of a stack trace: an exercise that is not done yet, a test that was
 * stopped because it took too long, an exception that nobody expected. Works for every test, in an IDE as well.
 */
public final class PlainWords implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    private static final Pattern NOT_DONE = Pattern.compile(
            "UnsupportedOperationException: (Exercise \\d\\.\\d: [^\\n]*)");

    /** On a test, or a class of tests: what to add to the message if a test is stopped because it took too long. */
    @Retention(RetentionPolicy.RUNTIME)
    public @interface IfItHangs {
        /** Why it may hang, and what to try. */
        String value();
    }

    /** Stands for a failure that the lesson's screen shows in full: Surefire repeats only what is in here, nothing. */
    private static final class SeeAbove extends AssertionError {

        private static final long serialVersionUID = 1;

        SeeAbove(Throwable failure) {
            super(null, failure);
            setStackTrace(failure.getStackTrace());
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(explain(context, failure));
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        throw told(explain(context, failure));
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        throw told(explain(context, failure));
    }

    private static Throwable told(Throwable failure) {
        return LessonScreen.isOn() ? new SeeAbove(failure) : failure;
    }

    /** The failure itself, if what a listener got only stands for it. */
    static Throwable unwrap(Throwable failure) {
        return failure instanceof SeeAbove ? failure.getCause() : failure;
    }

    private static Throwable explain(ExtensionContext context, Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof UnsupportedOperationException && message.startsWith("Exercise ")) {
            return error(message, failure, failure.getStackTrace());
        }
        if (failure instanceof TestAbortedException) {
            return failure; // the test asked to be skipped
        }
        if (failure instanceof AssertionError) {
            return withoutNoise((AssertionError) failure, message);
        }
        if (failure instanceof TimeoutException && failure.getCause() != null) {
            return tookTooLong(message, failure, hint(context));
        }
        if (failure instanceof Exception || failure instanceof StackOverflowError
                || failure instanceof OutOfMemoryError) {
            String what = failure.getClass().getSimpleName()
                    + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
            String where = Whereabouts.learnersLine(failure)
                    .map(line -> Whereabouts.method(line) + " threw, in line " + line.getLineNumber() + ", ")
                    .orElse("the test ended with ");
            return error(where + "an exception that nobody expected here:\n" + what, failure,
                    failure.getStackTrace());
        }
        return failure;
    }

    private static String hint(ExtensionContext context) {
        Optional<IfItHangs> hint = context.getElement().map(test -> test.getAnnotation(IfItHangs.class))
                .or(() -> context.getTestClass().map(tests -> tests.getAnnotation(IfItHangs.class)));
        return hint.map(found -> "\n" + found.value()).orElse("");
    }

    private static Throwable tookTooLong(String message, Throwable failure, String hint) {
        StackTraceElement[] stack = failure.getCause().getStackTrace();
        Matcher thread = Pattern.compile("in thread (\\S+)").matcher(String.valueOf(failure.getCause().getMessage()));
        Thread.State state = !thread.find() ? Thread.State.RUNNABLE : Thread.getAllStackTraces().keySet().stream()
                .filter(candidate -> candidate.getName().equals(thread.group(1))).findFirst()
                .map(Thread::getState).orElse(Thread.State.RUNNABLE);
        String who = Whereabouts.learnersLine(stack)
                .map(line -> Whereabouts.method(line) + " (line " + line.getLineNumber() + ")")
                .orElse("the test itself" + Whereabouts.testLine(stack)
                        .map(line -> " (line " + line.getLineNumber() + ")").orElse(""));
        Matcher limit = Pattern.compile("after (\\d+ \\w+)").matcher(message);
        String after = limit.find() ? "After " + limit.group(1) : "When the time was up";
        return error(after + ", " + who + " " + Whereabouts.doing(stack, state) + hint, failure, stack);
    }

    /** AssertJ prints whole stack traces into some messages, ArchUnit a preamble: what is left says enough. */
    private static Throwable withoutNoise(AssertionError failure, String message) {
        Matcher notDone = NOT_DONE.matcher(message);
        if (notDone.find()) {
            return error(notDone.group(1), failure, failure.getStackTrace());
        }
        String plain = message
                .replaceAll("\\n\\s*(at |\\.\\.\\. \\d+ more|\\.\\.\\.\\(\\d+ remaining)[^\\n]*", "")
                .replaceFirst("^Architecture Violation \\[.*?] - Rule '(.*)' was violated \\(.*\\):", "$1:")
                .replaceAll("(Method|Constructor|method|constructor) <(?:[a-z]\\w*\\.)*([^(]*)\\([^)]*\\)>", "$2()");
        return plain.equals(message) ? failure : error(plain, failure, failure.getStackTrace());
    }

    private static AssertionError error(String message, Throwable cause, StackTraceElement[] stack) {
        AssertionError error = new AssertionError(message, cause);
        error.setStackTrace(Arrays.stream(stack)
                .filter(frame -> frame.getClassName().startsWith("framebyframe.")).toArray(StackTraceElement[]::new));
        return error;
    }
}
