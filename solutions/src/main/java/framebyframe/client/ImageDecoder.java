package framebyframe.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Exercise 4.2: decodes an image file, jpg, png or bmp, from somebody we do not know.
 *
 * <p>The article: {@code frame = pickle.loads(frame_data)}, which runs whatever program the data asks for.
 *
 * <p>An image says how large it is in its first bytes, and a few bytes can claim gigabytes of pixels. So the claim is
 * read first, and checked before memory is reserved for it:
 *
 * <pre>
 *   first bytes: format and size   ->   last bytes: is all there?   ->   all bytes: the pixels
 * </pre>
 */
public final class ImageDecoder implements FrameDecoder {

    /** The most pixels that a picture may have: 64 megapixels, eight times a 4K picture. */
    public static final int MAX_PIXELS = 64 * 1024 * 1024;

    @Override
    public void decode(ByteBuffer payload, Mat frame) throws BadFrameException {
        Size claimed = readHeader(payload);
        if (claimed.area() < 1 || claimed.area() > MAX_PIXELS) {
            throw new BadFrameException("an image of " + payload.remaining() + " bytes claims to be " + claimed
                    + ": 1 to " + MAX_PIXELS + " pixels are allowed");
        }
        Mat encoded = new Mat(1, payload.remaining(), CvType.CV_8U);
        try {
            encoded.put(0, 0, payload.array(), start(payload), payload.remaining());
            Mat decoded = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_ANYCOLOR | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
            decoded.copyTo(frame);
            decoded.release();
        } catch (CvException e) {
            throw damaged(payload, e);
        } finally {
            encoded.release();
        }
        if (!frame.size().equals(claimed)) {
            throw damaged(payload, null);
        }
    }

    private static Size readHeader(ByteBuffer payload) throws BadFrameException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(
                new ByteArrayInputStream(payload.array(), start(payload), payload.remaining()))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw unknown(payload);
            }
            ImageReader reader = readers.next();
            try {
                requireEnd(reader.getFormatName(), payload);
                reader.setInput(in, true, true);
                return new Size(reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        } catch (BadFrameException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the JDK's readers throw both if a header is damaged
            throw damaged(payload, e);
        }
    }

    /** A decoder fills what is missing with grey and reports success; a whole image is known by its end. */
    private static void requireEnd(String format, ByteBuffer payload) throws BadFrameException {
        byte[] tail = new byte[Math.min(12, payload.remaining())];
        payload.duplicate().position(payload.limit() - tail.length).get(tail);
        String end = new String(tail, StandardCharsets.ISO_8859_1);
        boolean whole = switch (format) {
            case "JPEG" -> end.endsWith("\u00FF\u00D9"); // the marker EOI
            case "png" -> end.endsWith("IEND\u00AEB`\u0082"); // the last chunk's name and check sum
            case "bmp" -> payload.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(payload.position() + 2)
                    == payload.remaining(); // the file's size, which its header tells
            default -> throw unknown(payload);
        };
        if (!whole) {
            throw new BadFrameException("a " + format + " image of " + payload.remaining() + " bytes is cut short");
        }
    }

    private static int start(ByteBuffer payload) {
        return payload.arrayOffset() + payload.position();
    }

    private static BadFrameException unknown(ByteBuffer payload) {
        return new BadFrameException("a payload of " + payload.remaining() + " bytes is no jpg, png or bmp image");
    }

    private static BadFrameException damaged(ByteBuffer payload, Exception cause) {
        return new BadFrameException("an image of " + payload.remaining() + " bytes is damaged", cause);
    }
}
