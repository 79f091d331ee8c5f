package framebyframe.client;

import java.io.IOException;
import java.time.Duration;

/** The other side is connected, but brings no frames. */
public final class StalledException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param limit how long a frame was waited for */
    public StalledException(Duration limit) {
        super("no frame came for " + limit.toMillis() / 1000.0 + " s: the other side or the network stands still");
    }
}
