package framebyframe.server;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Footprint;
import framebyframe.Until;
import framebyframe.client.ImageDecoder;
import framebyframe.framing.MessageReader;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.pattern.PatternCode;
import framebyframe.testing.NativeMemory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opencv.core.CvException;
import org.opencv.core.Mat;

/**
 * A camera that fails again and again, after a script that a seed makes. Each failure ends the viewers' streams between
 * two messages; they connect anew and are served; nothing is left. {@code -Dkit.fuzz=1000} says how many failures.
 */
@Timeout(1_800)
class CameraFaultsIT {

    private static final int COUNT = Integer.getInteger("kit.fuzz", 40);
    private static final int WARM_UP = 20;
    private static final int VIEWERS = 3;
    private static final int FOR_EVER = Integer.MAX_VALUE;

    private final Camera camera = new Camera();
    private final Set<Mat> mats = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private final ExecutorService crowd = Executors.newFixedThreadPool(VIEWERS);
    private final AtomicInteger told = new AtomicInteger();
    private Broadcast broadcast;
    private ViewerServer server;
    private ServerSocket listening;

    /** A fast test pattern that fails as the script wants it. Used by the capture thread. */
    private final class Camera implements FrameSource {

        private final Random random = new Random(6);
        private volatile boolean vanishes;
        private volatile int toCome;
        private volatile int opened;
        private volatile int closed;
        private int absences;

        @Override
        public Capture open() throws IOException {
            if (toCome > 0 && absences > 0) {
                absences--;
                toCome--;
                throw new IOException("there is no camera");
            }
            absences = vanishes ? 1 + random.nextInt(3) : 0;
            Capture capture = new PatternSource(320, 240, 500).open();
            int good = random.nextInt(5);
            opened++;
            return new Capture() {
                private int frames;

                @Override
                public boolean read(Mat frame) throws IOException {
                    mats.add(frame);
                    if (toCome > 0 && frames++ == good) {
                        toCome--;
                        fail(random.nextInt(4));
                    }
                    return capture.read(frame);
                }

                @Override
                public void close() throws IOException {
                    capture.close();
                    closed++;
                }
            };
        }

        private static void fail(int how) throws IOException {
            switch (how) {
                case 0 -> throw new IOException("the camera was pulled out");
                case 1 -> throw new CvException("a mistake in OpenCV");
                case 2 -> throw new IllegalStateException("a mistake in the driver");
                default -> throw new OutOfMemoryError("no room for a frame");
            }
        }
    }

    /** Notes the frames that it is given. */
    private final class Encoder implements FrameEncoder {

        private final ImageEncoder jpg = new ImageEncoder(ImageFormat.JPG, 80);

        @Override
        public byte[] encode(Mat frame) throws IOException {
            mats.add(frame);
            return jpg.encode(frame);
        }

        @Override
        public void close() {
            jpg.close();
        }
    }

    /** Counts the failures that are told. */
    private final class Events implements ServerEvents {

        @Override
        public void arrived(SocketAddress viewer) {
            // seen in the sockets
        }

        @Override
        public void refused(SocketAddress viewer) {
            // seen in the sockets
        }

        @Override
        public void left(SocketAddress viewer, long sent, long skipped, String reason) {
            // seen in the sockets
        }

        @Override
        public void sourceEnded() {
            // it does not
        }

        @Override
        public void sourceFailed(String reason) {
            told.incrementAndGet();
        }
    }

    @BeforeEach
    void start() throws IOException {
        OpenCvLibrary.load();
        listening = new ServerSocket(0, VIEWERS, InetAddress.getLoopbackAddress());
        broadcast = new Broadcast(camera, new StreamLoop(160, new Encoder()), new byte[0], Duration.ofSeconds(10),
                new Events());
        server = new ViewerServer(listening, 64, broadcast);
        new Thread(() -> {
            try {
                server.run();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }, "accept").start();
    }

    @AfterEach
    void end() throws IOException {
        crowd.shutdownNow();
        broadcast.close();
        server.close();
    }

    @Test
    void reads_that_fail_now_and_then() throws Exception {
        outlive();
    }

    @Test
    void a_camera_that_vanishes_and_returns() throws Exception {
        camera.vanishes = true;
        outlive();
    }

    private void outlive() throws Exception {
        face(WARM_UP); // so that all that is made once is there
        Footprint before = Footprint.now();
        face(COUNT);

        assertThat(told).as("failures that were told").hasValue(WARM_UP + COUNT);
        before.awaitNoMore();
        assertThat(mats).as("frames that were in use: one for the camera, one resized, each time").hasSizeGreaterThan(
                COUNT / 4).allMatch(NativeMemory::isReleased);
    }

    /** Viewers watch, and come again whenever their stream ends, until so many failures are over; then one more. */
    private void face(int failures) throws Exception {
        camera.toCome = failures;
        List<Future<?>> viewers = new ArrayList<>();
        for (int i = 0; i < VIEWERS; i++) {
            viewers.add(crowd.submit(() -> {
                while (camera.toCome > 0) {
                    watch(FOR_EVER);
                }
                return null;
            }));
        }
        for (Future<?> viewer : viewers) {
            viewer.get();
        }
        assertThat(watch(5)).as("frames that a viewer gets now").isEqualTo(5);
        Until.holds("the camera is closed when nobody watches", () -> camera.closed == camera.opened);
    }

    /** Watches until so many frames have come, the stream has ended, or the failures are over. */
    private int watch(int frames) throws IOException {
        Mat frame = new Mat();
        int count = 0;
        try (Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
            socket.setSoTimeout((int) Until.LIMIT.toMillis());
            MessageReader reader = new MessageReader(socket.getInputStream(), MessageReader.DEFAULT_LIMIT);
            while (count < frames && (frames < FOR_EVER || camera.toCome > 0) && reader.next()) {
                new ImageDecoder().decode(reader.payload(), frame);
                assertThat(PatternCode.read(frame)).as("the frame's number").isPresent();
                count++;
            }
        } finally {
            frame.release();
        }
        return count;
    }
}
