package framebyframe.testing;

import java.util.concurrent.Callable;

/** Expects that something throws one kind of exception, and tells the learner what came instead. */
public final class ClientExpect {

    private ClientExpect() {
    }

    /**
     * Runs the learner's code, which is to throw.
     *
     * @param type exactly this exception, no subclass
     * @param situation what is done, such as "a payload of 3 bytes is decoded"
     * @param advice why it matters, and what to try next
     * @return what was thrown
     */
    public static <E extends Throwable> E thrown(Class<E> type, String situation, String advice, Callable<?> action) {
        String expected = situation + ": " + type.getSimpleName() + " was expected, but ";
        Object result;
        try {
            result = action.call();
        } catch (UnsupportedOperationException notDone) {
            throw notDone; // says which exercise is to be done
        } catch (Exception | AssertionError e) {
            if (e.getClass() == type) {
                return type.cast(e);
            }
            throw new AssertionError(expected + describe(e) + " came.\n" + advice, e);
        }
        throw new AssertionError(expected + "nothing was thrown" + (result == null ? "" : ", " + result + " came back")
                + ".\n" + advice);
    }

    private static String describe(Throwable e) {
        return e instanceof AssertionError ? "\"" + e.getMessage() + "\"" : e.toString();
    }
}
