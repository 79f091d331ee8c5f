package framebyframe.app;

import framebyframe.client.BadFrameException;
import framebyframe.client.FrameDecoder;
import framebyframe.client.ImageDecoder;
import framebyframe.pickle.PickleDecoder;
import java.nio.ByteBuffer;
import org.opencv.core.Mat;

/** Decodes whatever a server sends: an image file, or the article's pickled array, told by its first byte. */
final class AnyDecoder implements FrameDecoder {

    private final FrameDecoder images = new ImageDecoder();
    private final FrameDecoder pickles = new PickleDecoder();

    @Override
    public void decode(ByteBuffer payload, Mat frame) throws BadFrameException {
        boolean pickled = payload.hasRemaining() && payload.get(payload.position()) == PickleDecoder.FIRST_BYTE;
        (pickled ? pickles : images).decode(payload, frame);
    }
}
