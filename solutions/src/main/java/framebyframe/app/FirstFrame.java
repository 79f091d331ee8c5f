package framebyframe.app;

import framebyframe.client.ImageDecoder;
import framebyframe.framing.MessageReader;
import framebyframe.server.Capture;
import framebyframe.server.FrameEncoder;
import framebyframe.server.FrameSource;
import framebyframe.server.Resizer;
import java.io.IOException;
import org.opencv.core.Mat;

/** A look at one frame before the server starts: whether there is any, and whether viewers will take such frames. */
final class FirstFrame {

    private FirstFrame() {
    }

    /**
     * Opens the source, reads a frame, encodes it as it would be sent, and closes the source again.
     *
     * @throws IOException with a sentence for the user, if the source cannot be opened or brings no frame, or if a
     *     viewer would refuse what is made of it
     */
    static void check(FrameSource source, SourceOptions options) throws IOException {
        Mat frame = new Mat();
        try (Capture capture = source.open()) {
            if (!capture.read(frame)) {
                throw new IOException(source + " has no frames");
            }
            checkPixels(frame, options.width);
            checkBytes(frame, options);
        } finally {
            frame.release();
        }
    }

    /** Before anything is reserved for them. */
    private static void checkPixels(Mat frame, int width) throws IOException {
        double height = frame.rows() * (width / (double) frame.cols());
        if (width * height > ImageDecoder.MAX_PIXELS) {
            throw new IOException("--width " + width + " makes frames of " + width + "x" + (long) height + ": viewers "
                    + "take " + ImageDecoder.MAX_PIXELS + " pixels at most");
        }
    }

    private static void checkBytes(Mat frame, SourceOptions options) throws IOException {
        Mat resized = new Mat();
        try (FrameEncoder encoder = options.format.encoder(options.quality)) {
            Resizer.toWidth(frame, options.width, resized);
            int length = encoder.encode(resized).length;
            if (length > MessageReader.DEFAULT_LIMIT) {
                throw new IOException("--width " + options.width + " makes frames of " + length + " bytes as "
                        + options.format + ": viewers take " + MessageReader.DEFAULT_LIMIT + " at most");
            }
        } finally {
            resized.release();
        }
    }
}
