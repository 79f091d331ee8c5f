package framebyframe.app;

import framebyframe.server.FrameEncoder;
import java.io.IOException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** A picture with words on it: what a viewer can show who understands frames and nothing else. */
final class NoticeCard {

    private static final Scalar BACKGROUND = new Scalar(64, 32, 0);
    private static final Scalar WHITE = new Scalar(255, 255, 255);

    private NoticeCard() {
    }

    /** A card of 320x240 pixels, encoded. */
    static byte[] encode(FrameEncoder encoder, String... lines) throws IOException {
        Mat card = new Mat(240, 320, CvType.CV_8UC3, BACKGROUND);
        try {
            for (int i = 0; i < lines.length; i++) {
                Imgproc.putText(card, lines[i], new Point(20, 100 + 35 * i), Imgproc.FONT_HERSHEY_SIMPLEX, 0.7, WHITE,
                        1, Imgproc.LINE_AA);
            }
            return encoder.encode(card);
        } finally {
            card.release();
        }
    }
}
