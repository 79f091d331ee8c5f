package framebyframe.client;

import java.nio.ByteBuffer;
import org.opencv.core.Mat;

/**
 * Exercise 4.2: decodes an image file, jpg, png or bmp, from somebody we do not know.
 *
 * <p>The article: {@code frame = pickle.loads(frame_data)}, which runs whatever program the data asks for.
 *
 * <p>An image says how large it is in its first bytes, and a few bytes can claim gigabytes of pixels.
 */
public final class ImageDecoder implements FrameDecoder {

    /** The most pixels that a picture may have: 64 megapixels, eight times a 4K picture. */
    public static final int MAX_PIXELS = 64 * 1024 * 1024;

    /**
     * Decodes one frame.
     *
     * <p>Whatever the payload is, nothing but a {@link BadFrameException} may come of it, and its memory is given back:
     * no {@link Mat} that this method makes is left to the garbage collector.
     *
     * @param payload what came from the network, in an array, from the buffer's position to its limit; not changed.
     *     The array may begin before the position, and go on after the limit: see {@link ByteBuffer#arrayOffset()}
     * @param frame receives the picture: 8 bits a channel, blue-green-red or grey, as it is in the file
     * @throws BadFrameException if the payload is no jpg, png or bmp image; if it is cut short, or damaged, or goes on
     *     after its end; or if it claims more than {@link #MAX_PIXELS} pixels, which is noticed before it is decoded:
     *     the message then says the claimed width and height
     */
    @Override
    public void decode(ByteBuffer payload, Mat frame) throws BadFrameException {
        throw new UnsupportedOperationException("Exercise 4.2: read the size from the image's header, check it, see"
                + " that the end is there, then decode; read about javax.imageio.ImageReader and Imgcodecs.imdecode");
    }
}
