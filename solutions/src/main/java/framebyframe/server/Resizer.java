package framebyframe.server;

import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Exercise 3.1: makes a frame as wide as it is to be sent, and keeps its shape.
 *
 * <p>The article: {@code frame = imutils.resize(frame, width=320)}.
 */
public final class Resizer {

    private Resizer() {
    }

    /**
     * Resizes as {@code imutils.resize} does: exactly the width that was asked for, the height in proportion, rounded
     * down, at least 1. Each new pixel is the mean of the old ones it covers ({@code INTER_AREA}), so that fine
     * patterns do not flicker.
     *
     * @param frame any size; not changed
     * @param width of the result in pixels, 1 or more
     * @param resized receives the result: {@code width} columns; the same number of channels
     * @throws IllegalArgumentException if the width is less than 1 or the frame is empty
     */
    public static void toWidth(Mat frame, int width, Mat resized) {
        if (width < 1) {
            throw new IllegalArgumentException("width " + width + ": a picture is at least 1 pixel wide");
        }
        if (frame.empty()) {
            throw new IllegalArgumentException("an empty frame has no shape to keep");
        }
        int height = Math.max(1, (int) (frame.rows() * (width / (double) frame.cols())));
        Imgproc.resize(frame, resized, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
    }
}
