package framebyframe.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static framebyframe.testing.ClientExpect.result;
import static framebyframe.testing.ClientExpect.thrown;
import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.opencv.OpenCvLibrary;
import framebyframe.testing.Background;
import framebyframe.testing.ClientFrames;
import framebyframe.testing.LessonClasses;
import framebyframe.testing.PlainWords.IfItHangs;
import framebyframe.testing.ScriptedStream;
import framebyframe.testing.ScriptedView;
import framebyframe.testing.SocketPair;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(45)
@DisplayName("4.5 when the picture stands still")
class Exercise45WhenThePictureStandsStillTest {

    private static final String NO_LIMIT = "A read without a time limit waits for ever, and the user takes a frozen"
            + " picture for a live one. Set a time limit, Socket.setSoTimeout; when it is over, read again, until the"
            + " last frame is too old by System.nanoTime";
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(400);

    private final List<Duration> reports = new CopyOnWriteArrayList<>();
    private SocketPair pair;

    @BeforeEach
    void connect() throws IOException {
        pair = SocketPair.open();
    }

    @AfterEach
    void disconnect() throws IOException {
        pair.close();
    }

    @Test
    @Order(1)
    void bytes_pass_through_as_they_are() throws Exception {
        StallDetector detector = new StallDetector(pair.client(), LONG, reports::add);
        byte[] sent = {0, 1, 127, -128, -1, 65};
        pair.server().getOutputStream().write(sent);
        byte[] buffer = new byte[10];
        int received = 0;
        while (received < sent.length) {
            received += detector.read(buffer, 2 + received, sent.length - received);
        }
        assertThat(buffer).as("the buffer, into which six bytes were read from offset 2 on: read() hands on what the"
                + " socket's own stream reads, no less and no more")
                .containsExactly(0, 0, 0, 1, 127, -128, -1, 65, 0, 0);
        assertThat(reports).as("reports of silence, while there was none").isEmpty();
    }

    @Test
    @Order(2)
    void the_end_of_the_stream_passes_through() throws Exception {
        StallDetector detector = new StallDetector(pair.client(), LONG, reports::add);
        pair.server().shutdownOutput();
        String advice = "The stream's end is no silence, and MessageReader must see it: return the -1 of the"
                + " socket's stream";
        int end = result("the server ended the stream", advice,
                Background.call("a read", () -> detector.read(new byte[10], 0, 10))::await);
        assertThat(end).as("what read() returned. " + advice).isEqualTo(-1);
        assertThat(detector.read()).as("what the other read() returned, which reads one byte. " + advice)
                .isEqualTo(-1);
    }

    @Test
    @Order(3)
    @IfItHangs(NO_LIMIT)
    void silence_is_reported_in_turns() throws Exception {
        long start = System.nanoTime();
        List<Duration> late = new ArrayList<>();
        StallDetector detector = new StallDetector(pair.client(), Duration.ofSeconds(1), age -> {
            reports.add(age);
            late.add(Duration.ofNanos(System.nanoTime() - start).minus(age));
        });
        readUntilItGivesUp(detector);
        assertThat(reports.size()).as("reports during one second of silence, which has five turns; the last may bring"
                + " the StalledException alone. The user must read early that the picture is old. A read with a time"
                + " limit, Socket.setSoTimeout, of a fifth of the whole limit ends with a SocketTimeoutException:"
                + " report, and read again").isBetween(2, 5);
        assertThat(reports).as("the ages that were reported: how long ago the last frame came, so each is more than the"
                + " one before").isSorted().doesNotHaveDuplicates();
        assertThat(reports.get(0)).as("the first age: one turn, a fifth of a second")
                .isGreaterThan(Duration.ofMillis(100));
        assertThat(late).as("how long each report came after the moment that it tells of: the user is to read it while"
                + " the silence goes on, not at its end").allMatch(delay -> delay.toMillis() < 500);
        assertThat(late).as("how long each report came after the moment that it tells of: never before it, so no age is"
                + " more than the time that has passed; it is now, less the moment of the last frame")
                .allMatch(delay -> delay.toMillis() > -100);
    }

    @Test
    @Order(4)
    void no_byte_is_lost_by_a_silent_turn() throws Exception {
        AtomicInteger next = new AtomicInteger(250);
        StallDetector detector = new StallDetector(pair.client(), Duration.ofSeconds(2),
                age -> write(next.getAndIncrement())); // the server sends a byte when the silence is noticed
        List<Integer> received = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            received.add(detector.read());
            detector.frameArrived();
        }
        assertThat(received).as("four bytes, each of which came after a silent turn: a SocketTimeoutException takes"
                + " nothing away, the next read gets what comes then. Read again in a loop")
                .containsExactly(250, 251, 252, 253);
    }

    @Test
    @Order(5)
    @IfItHangs(NO_LIMIT)
    void it_gives_up_after_the_limit_and_not_before() throws Exception {
        StallDetector detector = new StallDetector(pair.client(), SHORT, reports::add);
        long start = System.nanoTime();
        String message = readUntilItGivesUp(detector).getMessage();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("how long it waited for a frame; the limit was 0.4"
                + " s, and a server that is slow for a moment must not be given up")
                .isGreaterThan(Duration.ofMillis(350));
        assertThat(message).as("the message, which names the limit: new StalledException(limit)").contains("0.4 s");
    }

    @Test
    @Order(6)
    void single_bytes_that_trickle_in_do_not_deceive_it() throws Exception {
        StallDetector detector = new StallDetector(pair.client(), SHORT, reports::add);
        StalledException e = thrown(StalledException.class, "a server sent byte after byte, but never a whole frame",
                "one byte now and then keeps a read with a time limit happy for ever, while the picture stands still:"
                + " what counts is when the last whole frame came, so look at that age before each read",
                () -> trickle(detector, SHORT.multipliedBy(3)));
        assertThat(e).hasMessageContaining("0.4 s");
    }

    @Test
    @Order(7)
    void a_byte_does_not_make_the_last_frame_younger() throws Exception {
        StallDetector detector = new StallDetector(pair.client(), Duration.ofSeconds(1), age -> {
            reports.add(age);
            if (reports.size() == 2) {
                write(1);
            }
        });
        thrown(StalledException.class, "a server sent one byte, but never a whole frame", "look at the last frame's age"
                + " before each read", () -> detector.read() + detector.read());
        assertThat(reports).as("the ages that were reported; a single byte came after the second report, and no frame."
                + " They tell how long ago the last frame came, so each is more than the one before, until a frame"
                + " comes: reckon each from that moment, by System.nanoTime, and count no turns").isNotEmpty()
                .isSorted().doesNotHaveDuplicates();
    }

    @Test
    @Order(8)
    void each_frame_starts_the_clock_anew() throws Exception {
        StallDetector detector = new StallDetector(pair.client(), SHORT, reports::add);
        long end = System.nanoTime() + 3 * SHORT.toNanos();
        while (System.nanoTime() < end) {
            long before = System.nanoTime();
            detector.frameArrived();
            try {
                trickle(detector, Duration.ZERO);
            } catch (StalledException e) { // all right if this machine was so busy that the limit passed meanwhile
                assertThat(Duration.ofNanos(System.nanoTime() - before)).as("the time since frameArrived() when it gave"
                        + " up; the limit was 0.4 s. frameArrived() has to remember the moment").isGreaterThan(SHORT);
            }
        }
    }

    @Test
    @Order(9)
    void a_closed_socket_ends_the_wait() throws Exception {
        StallDetector detector = new StallDetector(pair.client(), LONG, reports::add);
        try (Background<Integer> reading = Background.call("a read", () -> detector.read(new byte[1], 0, 1))) {
            pair.client().close();
            thrown(SocketException.class, "the user stopped, and the socket was closed", "Only a SocketTimeoutException"
                    + " means silence. Every other exception has to go through, or nobody can end this read",
                    reading::await);
        }
    }

    @Test
    @Order(10)
    void waiting_takes_no_computing_time() throws Exception {
        StallDetector detector = new StallDetector(pair.client(), Duration.ofSeconds(1), reports::add);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        thrown(StalledException.class, "a server said nothing", "", () -> detector.read(new byte[1], 0, 1));
        assertThat((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1_000_000)
                .as("milliseconds of computing time for one second of waiting: a loop that asks available() or the"
                        + " clock again and again heats the room. Let the read wait").isLessThan(200);
    }

    @Test
    @Order(11)
    void nobody_can_set_its_clock() throws Exception {
        StallDetector detector = new StallDetector(pair.client(), LONG, reports::add);
        detector.frameArrived();
        trickle(detector, Duration.ZERO);
        noClasses().should().callMethod(System.class, "currentTimeMillis")
                .orShould().dependOnClassesThat()
                .belongToAnyOf(Instant.class, LocalDateTime.class, Date.class, Clock.class)
                .because("the time of day is set now and then, by a user or by the network: then the last frame would"
                        + " seem an hour old, or not yet to have come. System.nanoTime only goes on, at an even pace")
                .check(LessonClasses.of(StallDetector.class));
    }

    @Test
    @Order(12)
    void the_receive_loop_says_that_a_server_is_silent_and_ends() throws Exception {
        OpenCvLibrary.load();
        new StallDetector(pair.client(), LONG, reports::add).frameArrived();
        ScriptedView view = ScriptedView.watching();
        ClientFrames.Decoder decoder = new ClientFrames.Decoder(() -> { });
        try (ScriptedStream stream = new ScriptedStream(decoder, view, Duration.ofSeconds(1))) {
            stream.send(ClientFrames.messages(0, 1));
            StalledException e = thrown(StalledException.class, "a server sent two frames and then nothing",
                    "Exercise 4.4's ReceiveLoop"
                    + " still reads the socket's own stream: give its MessageReader a StallDetector with the loop's"
                    + " patience and view::standsStill, and call frameArrived() after each frame",
                    stream::outcome);
            assertThat(e.getMessage()).as("the StalledException's message, which names the limit: the loop was given a"
                    + " patience of one second, so give that to the StallDetector").contains("for 1.0 s");
            assertThat(view.shown()).as("the frames that came before the silence").containsExactly(0L, 1L);
            assertThat(view.stood()).as("what the view was told of the silence: give the StallDetector"
                    + " view::standsStill, or the user takes the frozen picture for a live one")
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(stream.socketIsClosed() && decoder.unreleased() == 0).withFailMessage("the loop has given up,"
                    + " and the socket is open or the frame not released: both belong to this path, too").isTrue();
            assertThat(stream.threadsLeftBehind()).as("threads that run on when the loop has ended: each stream leaves"
                    + " one more, and the program does not end. A read with a time limit needs no thread of its own")
                    .isEmpty();
        }
    }

    @Test
    @Order(13)
    void the_receive_loop_goes_on_as_long_as_frames_come() throws Exception {
        OpenCvLibrary.load();
        new StallDetector(pair.client(), LONG, reports::add).frameArrived();
        ScriptedView view = ScriptedView.watching();
        byte[] message = ClientFrames.messages(0);
        try (ScriptedStream stream = new ScriptedStream(new ClientFrames.Decoder(() -> { }), view,
                Duration.ofSeconds(1))) {
            long end = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
            int sent = 0;
            while (System.nanoTime() < end && view.shown().size() == sent) {
                stream.send(message);
                view.awaitShown(++sent);
            }
            long shown = result("frames came all the time, for 1.5 s, with a patience of 1 s", "Did the StallDetector"
                    + " hear of them? Call its frameArrived() after each frame: otherwise its clock runs from the"
                    + " start, and a live stream is given up", stream.end()::outcome);
            assertThat(shown).as("the frames that were shown, of those that were sent").isEqualTo(sent);
        }
    }

    private StalledException readUntilItGivesUp(StallDetector detector) {
        return thrown(StalledException.class, "a server said nothing", NO_LIMIT,
                () -> detector.read(new byte[1], 0, 1));
    }

    private String trickle(StallDetector detector, Duration duration) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        byte[] one = new byte[1];
        do {
            write(1);
            Arrays.fill(one, (byte) 0);
            assertThat(detector.read(one, 0, 1) + " " + one[0]).as("how many bytes were read, and which")
                    .isEqualTo("1 1");
        } while (System.nanoTime() < end);
        return "the last byte";
    }

    private void write(int value) {
        try {
            pair.server().getOutputStream().write(value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
