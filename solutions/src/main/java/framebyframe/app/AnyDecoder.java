package framebyframe.app;

import framebyframe.client.BadFrameException;
import framebyframe.client.FrameDecoder;
import framebyframe.client.ImageDecoder;
import framebyframe.pattern.NoticeCard;
import framebyframe.pickle.PickleDecoder;
import framebyframe.server.FrameEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.opencv.core.Mat;

/** Decodes whatever a server sends: an image file, or the article's pickled array, told by its first byte. */
final class AnyDecoder implements FrameDecoder {

    private final FrameDecoder images = new ImageDecoder();
    private final FrameDecoder pickles = new PickleDecoder();

    /**
     * Decodes a picture of our own. The first one takes fifty times as long as the others, as Java loads what it needs;
     * frames that come meanwhile would wait, and then go by all at once.
     */
    static void warmUp() throws IOException {
        Mat frame = new Mat();
        try (NoticeCard card = new NoticeCard(); FrameEncoder encoder = PayloadFormat.JPG.encoder(80)) {
            new AnyDecoder().decode(ByteBuffer.wrap(encoder.encode(card.frame())), frame);
        } finally {
            frame.release();
        }
    }

    @Override
    public void decode(ByteBuffer payload, Mat frame) throws BadFrameException {
        boolean pickled = payload.hasRemaining() && payload.get(payload.position()) == PickleDecoder.FIRST_BYTE;
        (pickled ? pickles : images).decode(payload, frame);
    }
}
