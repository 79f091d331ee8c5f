package framebyframe.server;

import org.opencv.core.Mat;

/**
 * Exercise 3.1: makes a frame as wide as it is to be sent, and keeps its shape.
 *
 * <p>The article: {@code frame = imutils.resize(frame, width=320)}.
 */
public final class Resizer {

    private Resizer() {
    }

    /**
     * Resizes as {@code imutils.resize} does: exactly the width that was asked for, the height in proportion to it,
     * rounded down, at least 1. Each new pixel is the mean of the old ones that it covers, so that fine patterns do
     * not flicker.
     *
     * @param frame any size; not changed
     * @param width of the result in pixels, 1 or more
     * @param resized receives the result: {@code width} columns; the same number of channels; its old content is
     *     given up
     * @throws IllegalArgumentException with a sentence for the user, if the width is less than 1 or the frame is empty
     */
    public static void toWidth(Mat frame, int width, Mat resized) {
        throw new UnsupportedOperationException("Exercise 3.1: check the width and the frame, work out the height, and "
                + "let OpenCV's Imgproc.resize fill `resized`; see this lesson's README, 3.1");
    }
}
