package framebyframe.testing;

import java.net.InetSocketAddress;
import java.util.concurrent.Callable;

/** Expects an exception, of exactly one type, and says why if it does not come. */
public final class Expect {

    private Expect() {
    }

    /**
     * Runs code that must throw.
     *
     * @param type the exception that must come, no other and no subclass
     * @param why the message of a failure: why this matters, what to try
     * @return the exception
     */
    public static <T extends Throwable> T thrown(Class<T> type, String why, Callable<?> code) {
        Object result;
        try {
            result = code.call();
        } catch (Throwable thrown) {
            if (thrown.getClass() == type) {
                return type.cast(thrown);
            }
            if (isNotDone(thrown)) {
                throw (UnsupportedOperationException) thrown;
            }
            if (thrown instanceof AssertionError error) {
                throw error;
            }
            throw new AssertionError(type.getSimpleName() + " was expected, and another exception came:\n"
                    + thrown + "\n" + why, thrown);
        }
        String came = result instanceof Number || result instanceof Boolean || result instanceof InetSocketAddress
                ? ": " + result : "";
        throw new AssertionError(type.getSimpleName() + " was expected, and the method returned as if all were"
                + " well" + came + "\n" + why);
    }

    /**
     * Runs code that must not throw.
     *
     * @param why the message of a failure: why this matters, what to try
     * @return its result
     */
    public static <T> T returned(String why, Callable<T> code) {
        try {
            return code.call();
        } catch (Exception thrown) {
            if (isNotDone(thrown)) {
                throw (UnsupportedOperationException) thrown;
            }
            throw new AssertionError("no exception was expected, and one came:\n" + thrown + "\n" + why, thrown);
        }
    }

    /**
     * Expects that a sentence for the user goes on with words of its own: what can be done about it.
     *
     * @param sentence the whole of it
     * @param start what is said already, somewhere in the sentence
     */
    public static void advice(String sentence, String start) {
        String rest = sentence.substring(sentence.indexOf(start) + start.length());
        if (!rest.matches("(?s).*\\p{L}{2,}.*\\p{L}{2,}.*")) {
            throw new AssertionError("the sentence stops too early: \"" + sentence + "\"\nWhy: whoever reads it knows"
                    + " what is wrong, and not what to do.\nTry: go on, in words of your own, with what the user can"
                    + " do about it");
        }
    }

    private static boolean isNotDone(Throwable thrown) {
        return thrown instanceof UnsupportedOperationException
                && String.valueOf(thrown.getMessage()).startsWith("Exercise ");
    }
}
