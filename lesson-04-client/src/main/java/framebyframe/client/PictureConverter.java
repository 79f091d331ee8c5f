package framebyframe.client;

import java.awt.image.BufferedImage;
import org.opencv.core.Mat;

/**
 * Exercise 4.3: a frame as a picture that Java can show.
 *
 * <p>The article: {@code cv2.imshow}, which does this inside.
 *
 * <p>Two pictures take turns, so that one can be painted while the other is filled, and none is allocated for a frame.
 */
public final class PictureConverter {

    /**
     * Copies a frame into a picture.
     *
     * <p>A new picture is made only for the first two frames, and when a frame has another size or type than the
     * picture whose turn it is.
     *
     * @param frame 8 bits a channel, blue-green-red or grey
     * @return a picture of the same size and colours; it is filled anew by the call after the next, which first takes
     *     the picture's lock (see {@link View#show}) and keeps it until the picture is full
     * @throws IllegalArgumentException with a sentence that begins with "cannot show", if the frame is empty or of
     *     another type
     */
    public BufferedImage toPicture(Mat frame) {
        throw new UnsupportedOperationException("Exercise 4.3: copy the frame's bytes into a picture that is used"
                + " again; read about BufferedImage.TYPE_3BYTE_BGR, DataBufferByte.getData and Mat.get");
    }
}
