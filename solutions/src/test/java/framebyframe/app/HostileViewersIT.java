package framebyframe.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Until;
import framebyframe.client.ImageDecoder;
import framebyframe.framing.MessageReader;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.pattern.PatternCode;
import framebyframe.server.Capture;
import framebyframe.server.FrameSource;
import framebyframe.server.PatternSource;
import framebyframe.testing.Background;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opencv.core.Mat;

/** The server against viewers that behave badly: the others go on, and nothing is left behind. */
@Timeout(60)
class HostileViewersIT {

    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Source source = new Source();
    private VideoServer server;

    /** A fast test pattern that counts how often it is opened and closed, and can be told to end badly or to hang. */
    private static final class Source implements FrameSource {

        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private volatile long failsAfter = FOR_EVER;
        private volatile long hangsAfter = FOR_EVER;

        @Override
        public Capture open() {
            Capture capture = new PatternSource(320, 240, 100).open();
            opened.incrementAndGet();
            return new Capture() {
                private long frames;

                @Override
                public boolean read(Mat frame) throws IOException {
                    if (frames == failsAfter) {
                        throw new IOException("the camera was pulled out");
                    }
                    if (frames++ == hangsAfter) {
                        hang();
                    }
                    return capture.read(frame);
                }

                @Override
                public void close() throws IOException {
                    capture.close();
                    closed.incrementAndGet();
                }
            };
        }

        /** As a source does that has a frame an hour. */
        private static void hang() throws IOException {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException("interrupted");
            }
        }
    }

    /** A viewer that behaves well. */
    private final class Viewer implements AutoCloseable {

        private final Socket socket = connect(64 * 1024);
        private final MessageReader reader = new MessageReader(socket.getInputStream(), MessageReader.DEFAULT_LIMIT);
        private final Mat frame = new Mat();

        Viewer() throws IOException {
            socket.setSoTimeout((int) Until.LIMIT.toMillis());
        }

        /** The next frame's number; empty if it carries none. */
        Optional<Long> next() throws IOException {
            assertThat(reader.next()).as("there is a next frame").isTrue();
            new ImageDecoder().decode(reader.payload(), frame);
            return PatternCode.read(frame).map(PatternCode.Reading::number);
        }

        /** Watches so many frames, which must come in order. */
        void watch(int frames) throws IOException {
            long last = -1;
            for (int i = 0; i < frames; i++) {
                long number = next().orElseThrow();
                assertThat(number).as("after frame %d", last).isGreaterThan(last);
                last = number;
            }
        }

        /** Watches until the stream ends between two messages. */
        void watchToTheEnd() throws IOException {
            while (reader.next()) {
                // what was on its way
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @BeforeAll
    static void load_OpenCV() {
        OpenCvLibrary.load();
    }

    @AfterEach
    void nothing_is_left() throws Exception {
        int port = server.address().getPort();
        server.close();
        ProgramThreads.awaitNone();
        assertThat(source.closed).as("captures that were closed").hasValue(source.opened.get());
        try (ServerSocket next = new ServerSocket()) {
            next.setReuseAddress(true);
            next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    @Test
    void a_viewer_that_never_reads_is_dropped_and_delays_nobody() throws Exception {
        start(64, PayloadFormat.BMP);
        try (Socket stalled = connect(4 * 1024); Viewer other = new Viewer()) {
            awaitLine("GOT CONNECTION FROM: " + name(stalled) + ".*");
            Until.holds("the one that never reads is dropped", () -> {
                other.watch(5);
                return has("LEFT: " + name(stalled)
                        + ", dropped: it took next to nothing for 0\\.8 s; it was sent \\d+ frames.*");
            });
            other.watch(5);
        }
    }

    @Test
    void a_viewer_that_vanishes_with_a_reset_is_noticed() throws Exception {
        start(64, PayloadFormat.JPG);
        try (Viewer other = new Viewer()) {
            Viewer rude = new Viewer();
            rude.watch(1);
            rude.socket.setSoLinger(true, 0);
            rude.close();

            awaitLine("LEFT: .*:" + rude.socket.getLocalPort() + ", the viewer left; it was sent \\d+ frames.*");
            other.watch(5);
        }
    }

    @Test
    void a_viewer_that_closes_its_own_half_goes_on_to_watch() throws Exception {
        start(64, PayloadFormat.JPG);
        try (Viewer viewer = new Viewer()) {
            viewer.socket.shutdownOutput();

            viewer.watch(20);
        }
    }

    @Test
    void a_viewer_that_talks_gets_frames_and_no_answer() throws Exception {
        start(64, PayloadFormat.JPG);
        try (Viewer talking = new Viewer(); Viewer other = new Viewer()) {
            talking.socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            talking.watch(3);
            talking.socket.getOutputStream().write(new byte[50_000]);
            talking.watch(3);
            other.watch(3);
        }
    }

    @Test
    void two_hundred_viewers_that_leave_at_once_do_no_harm() throws Exception {
        start(1_000, PayloadFormat.JPG);
        for (int i = 0; i < 200; i++) {
            int waiting = i - 4; // no more than the accept loop's queue takes, or each would wait for a second
            Until.holds("the server accepts them", () -> count("GOT CONNECTION.*") >= waiting);
            connect(4 * 1024).close();
        }
        Until.holds("all have come and gone", () -> count("GOT CONNECTION.*") == 200 && count("LEFT.*") == 200);
        try (Viewer viewer = new Viewer()) {
            viewer.watch(5);
            awaitLine("GOT CONNECTION FROM: " + name(viewer.socket) + " \\(1 watching\\)");
        }
    }

    @Test
    void a_whole_class_that_connects_at_the_same_moment_is_served() throws Exception {
        start(64, PayloadFormat.JPG);
        int pupils = 60;
        CyclicBarrier moment = new CyclicBarrier(pupils);
        List<Background<Viewer>> all = new ArrayList<>();
        for (int i = 0; i < pupils; i++) {
            all.add(Background.call("pupil", () -> {
                moment.await();
                Viewer viewer = new Viewer();
                viewer.watch(1);
                return viewer;
            }));
        }
        for (Background<Viewer> pupil : all) {
            pupil.await().close();
        }
        Until.holds("all have come and gone", () -> count("LEFT: .*, the viewer left.*") == pupils);
    }

    @Test
    void one_viewer_too_many_is_told_so_in_a_picture_and_there_is_room_again_when_one_leaves() throws Exception {
        start(1, PayloadFormat.JPG);
        Viewer first = new Viewer();
        first.watch(1);
        try (Viewer second = new Viewer()) {
            assertThat(second.next()).as("a picture that is no frame").isEmpty();
            assertThat(second.frame.cols()).isEqualTo(320);
            second.watchToTheEnd();
            awaitLine("REFUSED: " + name(second.socket) + ", 1 are watching already");
        }
        first.watch(5);
        first.close();
        awaitLine("LEFT: .*");
        Until.holds("there is room again", () -> {
            try (Viewer third = new Viewer()) {
                return third.next().isPresent();
            }
        });
    }

    @Test
    void the_source_is_open_only_while_somebody_watches() throws Exception {
        start(64, PayloadFormat.JPG);
        assertThat(source.opened).as("opened: nobody is watching yet").hasValue(0);

        Viewer first = new Viewer();
        first.watch(2);
        Viewer second = new Viewer();
        second.watch(2);
        assertThat(source.opened).as("opened for both").hasValue(1);
        first.close();
        second.watch(5);
        assertThat(source.closed).as("closed: the second is still watching").hasValue(0);
        second.close();
        Until.holds("the source is closed", () -> source.closed.get() == 1);

        try (Viewer third = new Viewer()) {
            third.watch(2);
            assertThat(source.opened).as("opened again").hasValue(2);
        }
    }

    @Test
    void a_source_that_fails_ends_the_streams_and_is_opened_again_for_the_next_viewer() throws Exception {
        source.failsAfter = 30;
        start(64, PayloadFormat.BMP);
        try (Socket stalled = connect(4 * 1024); Viewer viewer = new Viewer()) {
            awaitLine("GOT CONNECTION FROM: " + name(stalled) + ".*");
            viewer.watchToTheEnd();
            awaitLine("LEFT: " + name(viewer.socket) + ", the stream ended; it was sent \\d+ frames.*");
            awaitLine("LEFT: " + name(stalled) + ", dropped.*");
        }
        assertThat(count("error: the camera was pulled out")).isEqualTo(1);
        assertThat(source.opened).as("opened for these two, and for nobody when they were gone").hasValue(1);

        try (Viewer next = new Viewer()) {
            next.watch(2);
            assertThat(source.opened).hasValue(2);
        }
    }

    @Test
    void close_ends_every_viewer_also_those_that_wait_for_a_frame() throws Exception {
        source.hangsAfter = 2;
        start(64, PayloadFormat.JPG);
        List<Viewer> viewers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            viewers.add(new Viewer());
        }
        awaitLine("GOT CONNECTION .*3 watching.*");
        try (Background<Void> closing = Background.run("closing", server::close)) {
            closing.await();
        }
        for (Viewer viewer : viewers) {
            viewer.watchToTheEnd();
            viewer.close();
        }
        assertThat(count("LEFT: .*, the stream ended; it was sent .*")).isEqualTo(3);
    }

    @Test
    void close_ends_a_viewer_that_never_reads() throws Exception {
        start(64, PayloadFormat.BMP);
        try (Socket stalled = connect(4 * 1024)) {
            awaitLine("GOT CONNECTION FROM: " + name(stalled) + ".*");
            try (Background<Void> closing = Background.run("closing", server::close)) {
                closing.await();
            }
            awaitLine("LEFT: .*");
            try {
                while (stalled.getInputStream().read(new byte[4_096]) >= 0) {
                    // what was on its way
                }
            } catch (SocketException reset) {
                // an end as well
            }
        }
    }

    private void start(int maxViewers, PayloadFormat format) throws IOException {
        ServerOptions options = new ServerOptions();
        options.width = 320;
        options.quality = 80;
        options.format = format;
        options.maxViewers = maxViewers;
        server = new VideoServer("127.0.0.1", 0, source, options, null, lines::add, PATIENCE);
    }

    private Socket connect(int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(server.address());
        return socket;
    }

    private static String name(Socket viewer) {
        return "127\\.0\\.0\\.1:" + viewer.getLocalPort();
    }

    private long count(String regex) {
        return lines.stream().filter(line -> line.matches(regex)).count();
    }

    private boolean has(String regex) {
        return count(regex) > 0;
    }

    private void awaitLine(String regex) throws Exception {
        try {
            Until.holds("a line " + regex, () -> has(regex));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nthe lines are: " + lines, e);
        }
    }
}
