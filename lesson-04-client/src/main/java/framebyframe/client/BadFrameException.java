// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.client;

import java.io.IOException;

/** A payload is not a frame that can be shown. */
public final class BadFrameException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param message what came, and what was expected */
    public BadFrameException(String message) {
        super(message);
    }

    /**
     * @param message what came, and what was expected
     * @param cause what the decoder said
     */
    public BadFrameException(String message, Throwable cause) {
        super(message, cause);
    }
}
