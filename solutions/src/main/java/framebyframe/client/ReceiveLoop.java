package framebyframe.client;

import framebyframe.framing.MessageReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import org.opencv.core.Mat;

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
     * @param patience how long to wait for a frame before giving up
     */
    public ReceiveLoop(FrameDecoder decoder, View view, Duration patience) {
        this.decoder = decoder;
        this.view = view;
        this.patience = patience;
    }

    /**
     * Shows every frame, in order, until the user stops the view or the server ends the stream.
     *
     * @param socket connected to a server; closed on every path
     * @return how many frames were shown
     * @throws StalledException if no frame came for too long
     * @throws IOException if what came is not what the protocol allows, or the connection broke
     */
    public long run(Socket socket) throws IOException {
        Mat frame = new Mat();
        long shown = 0;
        view.onStop(() -> close(socket)); // nothing else ends a read that waits
        try (socket) {
            StallDetector in = new StallDetector(socket, patience, view::standsStill);
            MessageReader reader = new MessageReader(in, MessageReader.DEFAULT_LIMIT);
            PictureConverter converter = new PictureConverter();
            while (!view.isStopped() && reader.next()) {
                decoder.decode(reader.payload(), frame);
                if (view.isStopped()) {
                    break; // the user stopped while this frame came or was decoded
                }
                view.show(converter.toPicture(frame));
                in.frameArrived();
                shown++;
            }
        } catch (IOException e) {
            if (!view.isStopped()) {
                throw e;
            } // else the user stopped, and the read ended because its socket was closed
        } finally {
            frame.release();
        }
        return shown;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
