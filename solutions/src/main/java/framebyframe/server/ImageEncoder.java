package framebyframe.server;

import java.io.IOException;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Exercise 3.2: a frame as an ordinary image file, which every program can open.
 *
 * <p>The article: {@code a = pickle.dumps(frame)}, which only Python can read, and which runs what it reads.
 */
public final class ImageEncoder implements FrameEncoder {

    private final ImageFormat format;
    private final MatOfInt parameters;
    private final MatOfByte encoded = new MatOfByte();

    /**
     * @param format jpg, png or bmp
     * @param quality of jpg: 0 (smallest) to 100 (best); the other two have no loss and do not use it
     * @throws IllegalArgumentException if the quality is out of range
     */
    public ImageEncoder(ImageFormat format, int quality) {
        if (quality < 0 || quality > 100) {
            throw new IllegalArgumentException("quality " + quality + ": it is 0 to 100");
        }
        this.format = format;
        this.parameters = format == ImageFormat.JPG
                ? new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, quality) : new MatOfInt();
    }

    @Override
    public byte[] encode(Mat frame) throws IOException {
        if (frame.empty()) {
            throw new IllegalArgumentException("an empty frame cannot be encoded: was the read successful?");
        }
        try {
            if (!Imgcodecs.imencode(format.extension(), frame, encoded, parameters)) {
                throw new IOException("OpenCV cannot write this frame as " + format + ": " + frame);
            }
        } catch (CvException e) {
            throw new IOException("OpenCV cannot write this frame as " + format + ": " + frame, e);
        }
        return encoded.toArray();
    }

    @Override
    public void close() {
        parameters.release();
        encoded.release();
    }
}
