package framebyframe.client;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * Exercise 4.4: receives frames and shows them, until somebody ends it.
 *
 * <p>The article: {@code while True:} with {@code cv2.imshow} and {@code if cv2.waitKey(1) == '13': break}, which is
 * never true: a number is compared with a text.
 */
public final class ReceiveLoop {

    private final FrameDecoder decoder;
    private final View view;
    private final Duration patience;

    /**
     * @param decoder makes frames of payloads
     * @param view shows them, and knows when the user wants to stop; not closed by this class
     * @param patience how long to wait for a frame before giving up (exercise 4.5; leave it alone until then)
     */
    public ReceiveLoop(FrameDecoder decoder, View view, Duration patience) {
        this.decoder = decoder;
        this.view = view;
        this.patience = patience;
    }

    /**
     * Shows every frame, in order, until the user stops the view or the server ends the stream.
     *
     * <p>The user may stop at any moment: also while nothing comes, in the middle of a message, while a frame is
     * decoded, or before the first one. That is a normal end, and nothing is shown after it.
     *
     * @param socket connected to a server; closed on every path, as the frame's memory is given back on every path
     * @return how many frames were shown
     * @throws StalledException if no frame came for too long (exercise 4.5)
     * @throws IOException if what came is not what the protocol allows, or the connection broke
     */
    public long run(Socket socket) throws IOException {
        throw new UnsupportedOperationException("Exercise 4.4: read messages, decode, convert and show them until the"
                + " user stops or the stream ends; read MessageReader, View and PictureConverter");
    }
}
