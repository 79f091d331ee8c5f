package framebyframe.client;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Exercise 4.3: a frame as a picture that Java can show.
 *
 * <p>The article: {@code cv2.imshow}, which does this inside. Both sides keep three bytes a pixel in the same order, so
 * it takes one copy and no calculation:
 *
 * <pre>
 *   Mat CV_8UC3, TYPE_3BYTE_BGR:    B G R   B G R   B G R ...    row by row from the top left
 *   Mat CV_8UC1, TYPE_BYTE_GRAY:    Y Y Y ...
 * </pre>
 *
 * <p>Two pictures take turns, so that one can be painted while the other is filled, and none is allocated for a frame.
 */
public final class PictureConverter {

    private BufferedImage front;
    private BufferedImage back;

    /**
     * Copies a frame into a picture.
     *
     * @param frame 8 bits a channel, blue-green-red or grey
     * @return a picture of the same size and colours; it is filled anew by the call after the next, which first takes
     *     the picture's lock
     * @throws IllegalArgumentException if the frame is empty or of another type
     */
    public BufferedImage toPicture(Mat frame) {
        if (frame.empty() || (frame.type() != CvType.CV_8UC3 && frame.type() != CvType.CV_8UC1)) {
            throw new IllegalArgumentException("cannot show " + frame + ": 8 bits a channel, 1 or 3 channels expected");
        }
        BufferedImage picture = fitting(back, frame);
        back = front;
        front = picture;
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        synchronized (picture) {
            frame.get(0, 0, pixels);
        }
        return picture;
    }

    private static BufferedImage fitting(BufferedImage old, Mat frame) {
        int type = frame.channels() == 3 ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY;
        boolean fits = old != null && old.getType() == type
                && old.getWidth() == frame.cols() && old.getHeight() == frame.rows();
        return fits ? old : new BufferedImage(frame.cols(), frame.rows(), type);
    }
}
