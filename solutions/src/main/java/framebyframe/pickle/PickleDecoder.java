package framebyframe.pickle;

import framebyframe.client.BadFrameException;
import framebyframe.client.FrameDecoder;
import java.nio.ByteBuffer;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Reads the frames of the article's server: arrays of unsigned bytes, as NumPy 1 and 2 pickle them with
 * protocol 4 or 5.
 *
 * <p>The article: {@code frame = pickle.loads(frame_data)}, which looks up and calls whatever function the data names.
 * This class is no unpickler. It knows the one kind of pickle that a frame is, and refuses every other.
 */
public final class PickleDecoder implements FrameDecoder {

    /** The first byte of every pickle since protocol 2, and of no jpg, png or bmp image. */
    public static final byte FIRST_BYTE = (byte) 0x80;

    @Override
    public void decode(ByteBuffer payload, Mat frame) throws BadFrameException {
        PickledArray array = PickleReader.read(payload);
        frame.create(array.height(), array.width(), array.channels() == 3 ? CvType.CV_8UC3 : CvType.CV_8UC1);
        ByteBuffer pixels = array.columnsFirst() ? rowsFirst(array) : array.pixels();
        frame.put(0, 0, pixels.array(), pixels.arrayOffset(), pixels.remaining());
    }

    /**
     * Fortran order is the order of the sizes reversed: the channels are the outermost, the rows the innermost.
     *
     * <pre>
     *   a picture of 2 rows and 3 columns    rows first: a b c d e f
     *     a b c
     *     d e f                           columns first: a d b e c f
     * </pre>
     */
    private static ByteBuffer rowsFirst(PickledArray array) {
        ByteBuffer target = ByteBuffer.allocate(array.pixels().remaining());
        for (int row = 0; row < array.height(); row++) {
            for (int column = 0; column < array.width(); column++) {
                for (int channel = 0; channel < array.channels(); channel++) {
                    target.put(array.pixels().get((channel * array.width() + column) * array.height() + row));
                }
            }
        }
        return target.flip();
    }
}
