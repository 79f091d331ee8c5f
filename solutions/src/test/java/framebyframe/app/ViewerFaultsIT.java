package framebyframe.app;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Footprint;
import framebyframe.Until;
import framebyframe.client.ImageDecoder;
import framebyframe.framing.MessageReader;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.pattern.PatternCode;
import framebyframe.server.PatternSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.Mat;

/**
 * Many viewers that behave badly, each after a script that a seed makes: one viewer watches all the time, nobody else
 * is disturbed, and nothing is left. {@code -Dkit.fuzz=1000} says how many of each kind.
 */
@Timeout(1_800)
class ViewerFaultsIT {

    private static final int COUNT = Integer.getInteger("kit.fuzz", 40);
    private static final int AT_ONCE = 40;
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    /** By port. The system may give a port away again before the server has noticed that its viewer is gone. */
    private final Map<Integer, Queue<CompletableFuture<String>>> departures = new ConcurrentHashMap<>();
    private final Queue<String> ends = new ConcurrentLinkedQueue<>();
    private final ExecutorService crowd = Executors.newFixedThreadPool(AT_ONCE + 1);
    private VideoServer server;

    /** How a viewer behaves; its connection is closed afterwards. */
    private interface Fault {
        /** Behaves so. */
        void play(Visit visit, Random random) throws Exception;
    }

    /** A viewer's connection, and what the server says at its end. */
    private final class Visit {

        private final Socket socket = new Socket();
        private final CompletableFuture<String> departure = new CompletableFuture<>();

        Visit(int receiveBuffer) throws IOException {
            socket.setReceiveBufferSize(receiveBuffer);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            departures(socket.getLocalPort()).add(departure);
            socket.connect(server.address());
            socket.setSoTimeout((int) Until.LIMIT.toMillis());
        }

        void read(int bytes) throws IOException {
            assertThat(socket.getInputStream().readNBytes(bytes)).hasSize(bytes);
        }

        /** What the server says when it has noticed that this viewer is gone, or has dropped it. */
        String awaitDeparture() throws Exception {
            return departure.get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    static Stream<Named<Fault>> faults() {
        return Stream.of(
                Named.of("resets the connection at a random byte", (visit, random) -> {
                    visit.read(random.nextInt(30_000));
                    visit.socket.setSoLinger(true, 0);
                }),
                Named.of("closes its half at a random byte, and leaves later", (visit, random) -> {
                    visit.read(random.nextInt(30_000));
                    visit.socket.shutdownOutput();
                    visit.read(random.nextInt(30_000));
                }),
                Named.of("reads up to a random byte, and then no more", (visit, random) -> {
                    visit.read(random.nextInt(30_000));
                    assertThat(visit.awaitDeparture()).contains("dropped: it took next to nothing for 1.5 s");
                }),
                Named.of("is connected and silent", (visit, random) -> assertThat(visit.awaitDeparture())
                        .contains("dropped: it took next to nothing for 1.5 s")),
                Named.of("sends garbage", (visit, random) -> {
                    byte[] garbage = new byte[random.nextInt(20_000)];
                    random.nextBytes(garbage);
                    visit.socket.getOutputStream().write(garbage);
                    visit.read(random.nextInt(30_000));
                }));
    }

    @BeforeEach
    void start() throws IOException {
        OpenCvLibrary.load();
        ServerOptions options = new ServerOptions();
        options.width = 320;
        options.quality = 80;
        options.format = PayloadFormat.JPG;
        options.maxViewers = 1_000; // LEFT is said a moment before there is room again
        server = new VideoServer("127.0.0.1", 0, new PatternSource(320, 240, 50), options, null, this::note, PATIENCE);
    }

    @AfterEach
    void nothing_is_left() throws Exception {
        crowd.shutdownNow();
        int port = server.address().getPort();
        server.close();
        ProgramThreads.awaitNone();
        try (ServerSocket next = new ServerSocket()) {
            next.setReuseAddress(true);
            next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    @ParameterizedTest(name = "a viewer that {0}")
    @MethodSource("faults")
    void a_viewer_that(Fault fault) throws Exception {
        try (Socket good = new Socket(server.address().getAddress(), server.address().getPort())) {
            good.setSoTimeout((int) Until.LIMIT.toMillis());
            Future<Long> watching = crowd.submit(() -> watch(good));
            play(fault, 0, AT_ONCE); // so that all that is made once is there
            Footprint before = Footprint.now();
            play(fault, AT_ONCE, AT_ONCE + COUNT);

            before.awaitNoMore();
            assertThat(ends).as("viewers that the server knows of and that are none of the bad ones: the good one's "
                    + "end").isEmpty();
            server.close();
            assertThat(watching.get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS)).as("frames it has got").isPositive();
        }
    }

    private void play(Fault fault, int from, int to) throws Exception {
        List<Future<?>> players = new ArrayList<>();
        for (int i = from; i < to; i++) {
            int seed = i;
            players.add(crowd.submit(() -> {
                Visit visit = new Visit(4 * 1024);
                try (visit.socket) {
                    fault.play(visit, new Random(seed));
                }
                return visit.awaitDeparture();
            }));
        }
        for (Future<?> player : players) {
            player.get();
        }
    }

    /** Watches to the end of the stream; the frames' numbers go up. */
    private static long watch(Socket socket) throws IOException {
        MessageReader reader = new MessageReader(socket.getInputStream(), MessageReader.DEFAULT_LIMIT);
        Mat frame = new Mat();
        long count = 0;
        for (long last = -1; reader.next(); count++) {
            new ImageDecoder().decode(reader.payload(), frame);
            long number = PatternCode.read(frame).orElseThrow().number();
            assertThat(number).as("after frame %d", last).isGreaterThan(last);
            last = number;
        }
        frame.release();
        return count;
    }

    private void note(String line) {
        if (line.startsWith("LEFT: ")) {
            CompletableFuture<String> departure = departures(Integer.parseInt(line.split("[:,]")[2])).poll();
            if (departure != null) {
                departure.complete(line);
            } else {
                ends.add(line);
            }
        }
    }

    private Queue<CompletableFuture<String>> departures(int port) {
        return departures.computeIfAbsent(port, any -> new ConcurrentLinkedQueue<>());
    }
}
