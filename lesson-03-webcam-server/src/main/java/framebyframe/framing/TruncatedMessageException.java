// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.framing;

/** The stream ended inside a message: the other side died, or closed the connection too early. */
public final class TruncatedMessageException extends FramingException {

    private static final long serialVersionUID = 1;

    /**
     * @param part where the stream ended: "header" or "payload"
     * @param received how many bytes of that part had come
     * @param expected how many bytes it has
     */
    public TruncatedMessageException(String part, int received, int expected) {
        super("the stream ended inside a message: " + received + " of the " + part + "'s " + expected
                + " bytes had come");
    }
}
