package framebyframe.app;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Requirements;
import framebyframe.Until;
import framebyframe.framing.MessageReader;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.server.Capture;
import framebyframe.server.FrameSource;
import framebyframe.server.PatternSource;
import framebyframe.testing.Background;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;

/** Slow, dead and suspended viewers among others: these get their frames, and the resumed one sees the newest. */
@Timeout(90)
class SlowViewersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int OTHERS = 13;
    private static final int FPS = 30;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicLong captured = new AtomicLong();
    private final List<Other> others = new ArrayList<>();
    private VideoServer server;

    @TempDir
    Path temp;

    /** A viewer that takes what comes, and counts. */
    private final class Other implements AutoCloseable {

        private final Socket socket = connect();
        private final AtomicLong frames = new AtomicLong();
        private final Background<Void> watching = Background.run("another viewer", this::watch);

        Other() throws IOException {
        }

        private void watch() throws IOException {
            MessageReader reader = new MessageReader(socket.getInputStream(), MessageReader.DEFAULT_LIMIT);
            while (reader.next()) {
                frames.incrementAndGet();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            watching.close();
        }
    }

    @BeforeAll
    static void load_OpenCV() {
        OpenCvLibrary.load();
    }

    @BeforeEach
    void start() throws Exception {
        ServerOptions options = new ServerOptions();
        options.width = 320;
        options.quality = 80;
        options.format = PayloadFormat.JPG;
        options.maxViewers = 16;
        server = new VideoServer("127.0.0.1", 0, source(), options, null, lines::add, PATIENCE);
        for (int i = 0; i < OTHERS; i++) {
            others.add(new Other());
        }
        Until.holds("all others watch", () -> others.stream().allMatch(other -> other.frames.get() > 0));
    }

    @AfterEach
    void nothing_is_left() throws Exception {
        for (Other other : others) {
            other.close();
        }
        server.close();
        ProgramThreads.awaitNone();
    }

    @Test
    void one_that_reads_nothing_is_dropped_and_said_so_and_neither_it_nor_a_slow_one_costs_the_others_frames()
            throws Exception {
        Background<Void> reading;
        try (Socket dead = connect(); Socket slow = connect()) {
            reading = Background.run("1 KB/s", () -> readSlowly(slow));
            long start = captured.get();
            long[] before = counts();
            awaitLine("LEFT: 127\\.0\\.0\\.1:" + dead.getLocalPort()
                    + ", dropped: it took next to nothing for 3\\.0 s; it was sent \\d+ frames and was too slow for"
                    + " \\d+");

            assertThat(captured.get() - start).as("frames that were captured until then").isGreaterThan(3 * FPS / 2);
            assertTheOthersGot(captured.get() - start, before);
        }
        reading.await();
    }

    @Test
    void one_that_was_suspended_goes_on_with_the_newest_frame_and_does_not_show_what_it_missed() throws Exception {
        Requirements.present(!System.getProperty("os.name").contains("Windows"), "a system with the program kill");
        int port = server.address().getPort();
        try (Program suspended = Program.start(temp, "client", "127.0.0.1:" + port, "--view", "none",
                "--timeout", "1")) {
            suspended.await("\\d+ frames, ");
            suspended.signal("STOP");
            long start = captured.get();
            long[] before = counts();
            Until.holds("three seconds' frames are captured", () -> captured.get() - start > 3 * FPS);
            assertTheOthersGot(captured.get() - start, before);
            suspended.signal("CONT");
            int printed = suspended.out().size();
            Until.holds("it goes on", () -> suspended.out().size() >= printed + 2);
            suspended.signal("TERM");
            suspended.awaitExit();

            assertThat(suspended.err()).isEmpty();
            Matcher end = suspended.await("\\d+ frames, \\d+\\.\\d fps, (\\d+) skipped, 320x240");
            assertThat(Long.parseLong(end.group(1))).as("frames that it never showed, of %d that it missed; the rest "
                    + "were on their way already", 3 * FPS).isGreaterThan(FPS);
        }
    }

    private FrameSource source() {
        return () -> {
            Capture pattern = new PatternSource(320, 240, FPS).open();
            return new Capture() {
                @Override
                public boolean read(Mat frame) throws IOException {
                    captured.incrementAndGet();
                    return pattern.read(frame);
                }

                @Override
                public void close() throws IOException {
                    pattern.close();
                }
            };
        };
    }

    private long[] counts() {
        return others.stream().mapToLong(other -> other.frames.get()).toArray();
    }

    /** All but what a busy machine may cost: whoever waited for the bad ones would get next to none. */
    private void assertTheOthersGot(long frames, long[] before) {
        for (int i = 0; i < OTHERS; i++) {
            assertThat(others.get(i).frames.get() - before[i]).as("frames that viewer %d got, of %d", i, frames)
                    .isGreaterThan(frames * 3 / 4);
        }
    }

    private static void readSlowly(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read(new byte[102]) != -1) {
                LockSupport.parkNanos(100_000_000);
            }
        } catch (SocketException dropped) {
            // by the server, or by the end of the test
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(server.address());
        return socket;
    }

    private void awaitLine(String regex) throws Exception {
        try {
            Until.holds("a line " + regex, () -> lines.stream().anyMatch(line -> line.matches(regex)));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nthe lines are: " + lines, e);
        }
    }
}
