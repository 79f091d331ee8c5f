package framebyframe.pattern;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** A picture with words on it, 320x240 pixels: what a viewer can show who understands frames and nothing else. */
public final class NoticeCard implements AutoCloseable {

    private static final Scalar BACKGROUND = new Scalar(64, 32, 0);
    private static final Scalar WHITE = new Scalar(255, 255, 255);

    private final Mat frame = new Mat(240, 320, CvType.CV_8UC3, BACKGROUND);

    /** @param lines at most four, of at most 25 letters each */
    public NoticeCard(String... lines) {
        for (int i = 0; i < lines.length; i++) {
            Imgproc.putText(frame, lines[i], new Point(20, 90 + 40 * i), Imgproc.FONT_HERSHEY_SIMPLEX, 0.7, WHITE, 1,
                    Imgproc.LINE_AA);
        }
    }

    /** The picture: 8 bits a channel, blue-green-red; valid until {@link #close()}. */
    public Mat frame() {
        return frame;
    }

    /** Gives back native memory. */
    @Override
    public void close() {
        frame.release();
    }
}
