// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.framing;

import java.io.IOException;

/** What came from the stream is not what the protocol allows. Nothing after it can be trusted: close the socket. */
public abstract class FramingException extends IOException {

    private static final long serialVersionUID = 1;

    FramingException(String message) {
        super(message);
    }
}
