// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.framing;

/** A header announces a payload that is longer than the reader allows. */
public final class MessageTooLargeException extends FramingException {

    private static final long serialVersionUID = 1;

    /**
     * @param length the announced length in bytes; as the header is unsigned, a negative number here stands for
     *     2<sup>63</sup> or more
     * @param limit the most bytes that the reader allows
     * @param diagnosis what the reader thinks it is looking at
     */
    public MessageTooLargeException(long length, int limit, String diagnosis) {
        super("the header announces " + Long.toUnsignedString(length) + " bytes, the limit is " + limit + ": "
                + diagnosis);
    }
}
