package framebyframe.server;

import java.io.IOException;
import org.opencv.core.Mat;

/**
 * Exercise 3.3: reads frames, makes them small, encodes them and sends them on, until somebody ends it.
 *
 * <p>The article: {@code while(vid.isOpened())} and what is inside, which ends with an error whoever ends it.
 */
public final class StreamLoop {

    private final int width;
    private final FrameEncoder encoder;

    /**
     * @param width of the frames that are sent, in pixels, 1 or more
     * @param encoder makes payloads of them; not closed by this class
     */
    public StreamLoop(int width, FrameEncoder encoder) {
        this.width = width;
        this.encoder = encoder;
    }

    /**
     * Streams until the source has no more frames, or the sink takes no more: both are an ordinary end.
     *
     * @param source opened by this method, and closed on every path
     * @param sink takes one payload for each frame, such as {@code writer::write} for a single viewer
     * @return how many frames the sink took
     * @throws IOException if the source cannot be opened or fails
     */
    public long run(FrameSource source, FrameSink sink) throws IOException {
        Mat frame = new Mat();
        Mat resized = new Mat();
        long sent = 0;
        try (Capture capture = source.open()) {
            while (capture.read(frame)) {
                Resizer.toWidth(frame, width, resized);
                if (!deliver(encoder.encode(resized), sink)) {
                    break;
                }
                sent++;
            }
        } finally {
            frame.release();
            resized.release();
        }
        return sent;
    }

    private static boolean deliver(byte[] payload, FrameSink sink) {
        try {
            sink.accept(payload);
            return true;
        } catch (IOException viewerLeft) {
            return false; // viewers come and go: that is no error
        }
    }
}
