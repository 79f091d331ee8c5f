package framebyframe.bench;

import framebyframe.client.BadFrameException;
import framebyframe.client.FrameDecoder;
import framebyframe.client.ImageDecoder;
import framebyframe.client.ReceiveLoop;
import framebyframe.client.ServerAddress;
import framebyframe.client.View;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.pattern.NoticeCard;
import framebyframe.pattern.PatternCode;
import framebyframe.pattern.TestPattern;
import framebyframe.server.FrameEncoder;
import framebyframe.server.ImageEncoder;
import framebyframe.server.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.opencv.core.Mat;

/**
 * A viewer that tells how old the frames of the test pattern are when it has decoded them. Both sides must have the same
 * clock: this is for one machine, also with a network in between that is made of namespaces.
 */
final class FrameAges {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The line before those of the frames: the first frame has come. */
    static final String WATCHING = "watching";

    private final boolean each;
    private final List<Frame> frames = new ArrayList<>();

    private FrameAges(boolean each) {
        this.each = each;
    }

    /**
     * A frame that has come.
     *
     * @param number from the test pattern
     * @param captured when, in microseconds since 1970
     * @param decoded when, in microseconds since 1970
     */
    record Frame(long number, long captured, long decoded) {

        /** In milliseconds. */
        double age() {
            return (decoded - captured) / 1e3;
        }

        /** As {@link #toString} writes it. */
        static Frame parse(String line) {
            String[] numbers = line.split(" ");
            return new Frame(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
        }

        @Override
        public String toString() {
            return number + " " + captured + " " + decoded;
        }
    }

    /** A decoder that notes. */
    private final class Decoder implements FrameDecoder {

        private final FrameDecoder images = new ImageDecoder();

        @Override
        public void decode(ByteBuffer payload, Mat frame) throws BadFrameException {
            images.decode(payload, frame);
            long now = TestPattern.now();
            PatternCode.read(frame).ifPresent(code -> frames.add(new Frame(code.number(), code.micros(), now)));
            if (each && frames.size() == 1) {
                System.out.println(WATCHING);
            }
        }
    }

    /** A view that shows nothing and stops when the time is over. */
    private record Timer(long end) implements View {

        @Override
        public void show(BufferedImage picture) {
            // nobody looks
        }

        @Override
        public void standsStill(Duration age) {
            System.err.println("no live video for " + age.toMillis() + " ms");
        }

        @Override
        public boolean isStopped() {
            return System.nanoTime() - end > 0;
        }

        @Override
        public void onStop(Runnable action) {
            // seen when the next frame comes
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** @param args HOST:PORT, for how many seconds, and {@code each} to have a line for each frame */
    public static void main(String[] args) throws Exception {
        OpenCvLibrary.load();
        warmUp();
        FrameAges ages = new FrameAges(args.length > 2);
        Socket socket = ServerAddress.parse(args[0], 9999).connect(PATIENCE);
        socket.setReceiveBufferSize(Crowd.VIEWERS_RECEIVE_BUFFER);
        Timer timer = new Timer(System.nanoTime() + (long) (Double.parseDouble(args[1]) * 1e9));
        new ReceiveLoop(ages.new Decoder(), timer, PATIENCE).run(socket);
        if (ages.each) {
            ages.frames.forEach(System.out::println);
        } else {
            System.out.println(ages);
        }
    }

    /** The first picture takes much longer than the others, as Java loads what it needs. */
    private static void warmUp() throws IOException {
        Mat frame = new Mat();
        try (NoticeCard card = new NoticeCard(); FrameEncoder encoder = new ImageEncoder(ImageFormat.JPG, 80)) {
            new ImageDecoder().decode(ByteBuffer.wrap(encoder.encode(card.frame())), frame);
            PatternCode.read(frame);
        } finally {
            frame.release();
        }
    }

    @Override
    public String toString() {
        if (frames.size() < 2) {
            return frames.size() + " frames";
        }
        Frame first = frames.get(0);
        Frame last = frames.get(frames.size() - 1);
        Samples samples = new Samples(frames.stream().map(Frame::age).toList());
        return String.format(Locale.ROOT, "%d frames, %.1f fps, %d skipped, age when decoded: median %.0f ms, p90 %.0f ms, "
                + "p99 %.0f ms, longest %.0f ms", frames.size(),
                (frames.size() - 1) * 1e6 / (last.decoded - first.decoded), last.number - first.number + 1 - frames.size(),
                samples.median(), samples.rank(0.9), samples.rank(0.99), samples.max());
    }
}
