package framebyframe.testing;

import framebyframe.client.BadFrameException;
import framebyframe.client.FrameDecoder;
import framebyframe.framing.MessageWriter;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.pattern.PatternCode;
import framebyframe.pattern.TestPattern;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** Frames of the test pattern, which carry their number in the picture, as messages of a server. */
public final class ClientFrames {

    /** Stands for a picture whose number cannot be read. */
    public static final long UNREADABLE = -1;

    private ClientFrames() {
    }

    /** The messages of some frames, one after the other: headers and payloads, as a server sends them. */
    public static byte[] messages(long... numbers) throws IOException {
        OpenCvLibrary.load();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        MessageWriter writer = new MessageWriter(stream);
        try (TestPattern pattern = new TestPattern(320, 240)) {
            for (long number : numbers) {
                Mat frame = new Mat();
                pattern.draw(frame, number, 0);
                writer.write(ClientImages.encode(".jpg", frame));
            }
        }
        return stream.toByteArray();
    }

    /** A message with a payload that is no picture. */
    public static byte[] badMessage() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        new MessageWriter(stream).write(ClientImages.pickle());
        return stream.toByteArray();
    }

    /** The number that stands in a picture, or {@link #UNREADABLE}. */
    public static long number(BufferedImage picture) {
        int width = picture.getWidth();
        BufferedImage bgr = new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        bgr.createGraphics().drawImage(picture, 0, 0, null);
        Mat frame = new Mat(picture.getHeight(), width, CvType.CV_8UC3);
        frame.put(0, 0, ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData());
        long number = PatternCode.read(frame).map(PatternCode.Reading::number).orElse(UNREADABLE);
        frame.release();
        return number;
    }

    /** Decodes what the scripted server sends, without any of the learner's code, and remembers what it filled. */
    public static final class Decoder implements FrameDecoder {

        private final List<Mat> filled = new CopyOnWriteArrayList<>();
        private final Runnable beforeEach;

        /** @param beforeEach done before a payload is decoded */
        public Decoder(Runnable beforeEach) {
            this.beforeEach = beforeEach;
        }

        @Override
        public void decode(ByteBuffer payload, Mat frame) throws BadFrameException {
            filled.add(frame);
            beforeEach.run();
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            Mat encoded = new Mat(1, bytes.length, CvType.CV_8U);
            encoded.put(0, 0, bytes);
            Mat decoded = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR);
            encoded.release();
            if (decoded.empty()) {
                frame.create(240, 320, CvType.CV_8UC3); // memory that has to be given back in this case, too
                throw new BadFrameException("the scripted server sent no picture");
            }
            decoded.copyTo(frame);
            decoded.release();
        }

        /** How many of the Mats that were filled still hold memory; one that was filled ten times is one. */
        public long unreleased() {
            return filled.stream().distinct().filter(frame -> frame.dataAddr() != 0).count();
        }
    }
}
