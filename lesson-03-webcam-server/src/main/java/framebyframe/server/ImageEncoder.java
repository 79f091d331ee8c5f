package framebyframe.server;

import java.io.IOException;
import org.opencv.core.Mat;

/**
 * Exercise 3.2: a frame as an ordinary image file, which every program can open.
 *
 * <p>The article: {@code a = pickle.dumps(frame)}, which only Python can read, and which runs what it reads.
 */
public final class ImageEncoder implements FrameEncoder {

    private final ImageFormat format;
    private final int quality;

    /**
     * Done already; add what you want to make once and use for every frame.
     *
     * @param format jpg, png or bmp
     * @param quality of jpg: 0 (smallest) to 100 (best); the other two have no loss and do not use it
     * @throws IllegalArgumentException if the quality is out of range
     */
    public ImageEncoder(ImageFormat format, int quality) {
        if (quality < 0 || quality > 100) {
            throw new IllegalArgumentException("quality " + quality + ": it is 0 to 100");
        }
        this.format = format;
        this.quality = quality;
    }

    /**
     * Encodes one frame.
     *
     * @param frame 8 bits a channel, blue-green-red or grey; not changed
     * @return the image file's bytes: an array of its own for each frame, which nobody writes to any more
     * @throws IllegalArgumentException with a sentence for the user, if the frame is empty
     * @throws IOException if OpenCV cannot encode the frame; OpenCV itself says so with a {@code CvException}, or with
     *     false: its present version never returns that, so no test can look at it, but its signature allows it
     */
    @Override
    public byte[] encode(Mat frame) throws IOException {
        throw new UnsupportedOperationException("Exercise 3.2: make a " + format.extension() + " file (quality "
                + quality + ") of the frame with OpenCV's Imgcodecs.imencode; see this lesson's README, 3.2");
    }

    /** Gives back the native memory that the encoder keeps from one frame to the next, if it does. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("Exercise 3.2: release every Mat that the encoder keeps in a field; "
                + "leave this empty if there is none; see this lesson's README, 3.2");
    }
}
