package framebyframe.testing;

import java.util.concurrent.Callable;

/** Expects that something throws one kind of exception, or none, and tells the learner what came instead. */
public final class ClientExpect {

    private ClientExpect() {
    }

    /**
     * Runs the learner's code, which is to throw.
     *
     * @param type this exception, or a subclass
     * @param situation what is done, such as "a payload of 3 bytes is decoded"
     * @param advice why it matters, and what to try next
     * @return what was thrown
     */
    public static <E extends Throwable> E thrown(Class<E> type, String situation, String advice, Callable<?> action) {
        String expected = situation + ": " + type.getSimpleName() + " was expected, but ";
        Object result;
        try {
            result = action.call();
        } catch (Exception | AssertionError e) {
            throwIfNotDone(e);
            if (type.isInstance(e)) {
                return type.cast(e);
            }
            throw new AssertionError(expected + describe(e) + " came.\n" + advice, e);
        }
        throw new AssertionError(expected + "nothing was thrown" + (result == null ? "" : "; the call returned " + result)
                + ".\n" + advice);
    }

    /**
     * Runs the learner's code, which is to throw nothing.
     *
     * @param situation what is done, such as "a png was decoded"
     * @param advice why it matters, and what to try next
     * @return what the code returned
     */
    public static <T> T result(String situation, String advice, Callable<T> action) {
        try {
            return action.call();
        } catch (Exception | AssertionError e) {
            throwIfNotDone(e);
            String end = e instanceof AssertionError ? ": " + e.getMessage() : ", and it ended with: " + e;
            throw new AssertionError(situation + end + ".\n" + advice, e);
        }
    }

    /** A stub's exception says which exercise is to be done; OpenCV throws some of the same type. */
    private static void throwIfNotDone(Throwable e) {
        if (e instanceof UnsupportedOperationException notDone
                && String.valueOf(e.getMessage()).startsWith("Exercise ")) {
            throw notDone;
        }
    }

    private static String describe(Throwable e) {
        return e instanceof AssertionError ? "\"" + e.getMessage() + "\"" : e.toString();
    }
}
