package framebyframe.testing;

import framebyframe.server.FrameEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;

/** An encoder for tests: width, height and channels, then the pixels as they are. It notes what it is given. */
public final class RawEncoder implements FrameEncoder {

    private final List<Mat> frames = new ArrayList<>();
    private final List<String> shapes = new ArrayList<>();
    private int failAt = -1;
    private Exception failure;
    private boolean closed;

    /** Lets it fail at a frame: 0 is the first. */
    public RawEncoder failingAt(int frame, Exception exception) {
        failAt = frame;
        failure = exception;
        return this;
    }

    @Override
    public byte[] encode(Mat frame) throws IOException {
        int number = shapes.size();
        frames.add(frame);
        shapes.add(Pictures.shape(frame));
        if (number == failAt && failure instanceof IOException exception) {
            throw exception;
        }
        if (number == failAt) {
            throw (RuntimeException) failure;
        }
        byte[] pixels = Pictures.pixels(frame);
        return ByteBuffer.allocate(12 + pixels.length)
                .putInt(frame.cols()).putInt(frame.rows()).putInt(frame.channels()).put(pixels).array();
    }

    /** The picture that a payload stands for. */
    public static Mat decode(ByteBuffer payload) {
        int width = payload.getInt();
        int height = payload.getInt();
        int channels = payload.getInt();
        byte[] pixels = new byte[payload.remaining()];
        payload.get(pixels);
        return Pictures.of(width, height, channels, pixels);
    }

    /** The very objects that it was given. */
    public List<Mat> frames() {
        return frames;
    }

    /** The shapes of the frames it was given, when it was given them. */
    public List<String> shapes() {
        return shapes;
    }

    /** True if somebody has closed it. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return "the test's encoder";
    }
}
