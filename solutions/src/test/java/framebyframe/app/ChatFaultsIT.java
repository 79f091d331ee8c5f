package framebyframe.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Until;
import framebyframe.client.ImageDecoder;
import framebyframe.client.StopSignal;
import framebyframe.framing.MessageReader;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.pattern.PatternCode;
import framebyframe.pattern.TestPattern;
import framebyframe.server.Capture;
import framebyframe.server.FrameEncoder;
import framebyframe.server.FrameSource;
import framebyframe.server.PatternSource;
import framebyframe.testing.Background;
import framebyframe.testing.SocketPair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;

/** Chats in this process: with another side, or a network, that does what it should not. */
@Timeout(60)
class ChatFaultsIT {

    /** How many random places of each fault. */
    private static final int SEEDS = Integer.getInteger("kit.fuzz", 10_000) / 800;

    /** Bytes of a frame of {@link PayloadFormat#BMP}, 640 pixels wide. */
    private static final int FRAME_SIZE = 640 * 480 * 3;

    private static final double PATIENCE = 600;
    private static final double LITTLE_PATIENCE = 0.5;

    private final Source source = new Source();
    private final List<Side> sides = new ArrayList<>();
    private SocketPair pair;
    private byte[] frame;

    /** A camera that only one program may use, that counts, and that can be told to fail. */
    private static final class Source implements FrameSource {

        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private final AtomicInteger frames = new AtomicInteger();
        private volatile int failsAfter = Integer.MAX_VALUE;

        @Override
        public synchronized Capture open() throws IOException {
            if (opened.get() > closed.get()) {
                throw new IOException("camera:0 cannot be opened: is another program using it, and may this one?");
            }
            opened.incrementAndGet();
            Capture pattern = new PatternSource(640, 480, 100).open();
            return new Capture() {
                @Override
                public boolean read(Mat frame) throws IOException {
                    if (frames.getAndIncrement() >= failsAfter) {
                        throw new IOException("camera:0 brings no more frames: was it unplugged?");
                    }
                    return pattern.read(frame);
                }

                @Override
                public void close() throws IOException {
                    pattern.close();
                    closed.incrementAndGet();
                }
            };
        }
    }

    /** A side of a chat that runs in this process. */
    private final class Side {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final StopSignal ctrlC = new StopSignal();
        private final CountDownLatch readsOn = new CountDownLatch(1);
        private final VideoChat chat;
        private final Background<String> run;

        Side(Socket socket, boolean calling, PayloadFormat format, int width, double patience) throws IOException {
            ViewOptions view = new ViewOptions();
            view.kind = ViewOptions.Kind.NONE;
            view.seconds = patience;
            SourceOptions options = new SourceOptions();
            options.format = format;
            options.quality = 80;
            options.width = width;
            chat = new VideoChat(socket, calling, view, ctrlC, new Lines());
            run = Background.call("chat", () -> chat.run(source, options, null));
            sides.add(this);
        }

        /** Takes what is printed. Who prints that the other side said "wait" has to wait, and reads nothing. */
        private final class Lines extends PrintWriter {

            Lines() {
                super(Writer.nullWriter());
            }

            @Override
            public void println(String line) {
                lines.add(line);
                if (line.endsWith("they: wait")) {
                    try {
                        readsOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        }

        void awaitLine(String regex) throws Exception {
            Until.holds("a line " + regex, () -> has(regex) || run.isDone());
            assertThat(has(regex)).as("there is a line %s; it printed %s", regex, lines).isTrue();
        }

        boolean has(String regex) {
            return lines.stream().anyMatch(line -> line.matches("\\d\\d:\\d\\d " + regex));
        }

        /** Waits for the end, and returns what it says of it. */
        String end() throws Exception {
            Until.holds("the end of a chat; it printed " + lines, run::isDone);
            try {
                return run.await();
            } catch (IOException e) {
                return "error: " + e.getMessage();
            }
        }
    }

    @BeforeAll
    static void load_OpenCV() {
        OpenCvLibrary.load();
    }

    @BeforeEach
    void connect() throws IOException {
        pair = SocketPair.open();
        pair.server().setReceiveBufferSize(VideoClient.BUFFER); // or it may grow, and hold several frames
        Mat drawn = new Mat();
        try (TestPattern pattern = new TestPattern(160, 120); FrameEncoder encoder = PayloadFormat.JPG.encoder(80)) {
            pattern.draw(drawn, 1, 1);
            frame = encoder.encode(drawn);
        } finally {
            drawn.release();
        }
    }

    @AfterEach
    void nothing_is_left() throws Exception {
        for (Side side : sides) {
            side.readsOn.countDown();
            side.ctrlC.stop();
        }
        pair.close();
        for (Side side : sides) {
            side.end();
        }
        ProgramThreads.awaitNone();
        assertThat(source.closed).as("how often the camera was closed").hasValue(source.opened.get());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void with_an_other_side_that_reads_nothing_it_still_receives(boolean calling) throws Exception {
        Side side = new Side(pair.client(), calling, PayloadFormat.BMP, 640, PATIENCE);
        send(text(""));
        awaitFullBuffers(pair.server());
        int captured = source.frames.get();
        for (int i = 0; i < 500; i++) {
            send(message(frame));
        }
        send(text("are you there?"));
        side.awaitLine("they: are you there\\?");
        Until.holds("the camera goes on", () -> source.frames.get() >= captured + 50);
        assertStillFull(pair.server());
        pair.server().shutdownOutput();

        assertThat(side.end()).contains(": they hung up; 500 frames, ");
    }

    @Test
    void with_full_buffers_on_both_sides_it_goes_on_when_they_are_read_again() throws Exception {
        Side caller = new Side(pair.client(), true, PayloadFormat.BMP, 640, PATIENCE);
        Side called = new Side(pair.server(), false, PayloadFormat.BMP, 640, PATIENCE);
        source.failsAfter = 0; // both have the test pattern
        caller.awaitLine("VIDEO CHAT WITH .*");
        called.awaitLine("VIDEO CHAT WITH .*");
        caller.chat.say("wait");
        called.chat.say("wait");
        for (Side side : sides) {
            side.awaitLine("they: wait");
        }
        awaitFullBuffers(pair.client());
        awaitFullBuffers(pair.server());
        caller.chat.say("goes on");
        called.chat.say("goes on");
        assertStillFull(pair.client());
        assertStillFull(pair.server());
        caller.readsOn.countDown();
        called.readsOn.countDown();

        caller.awaitLine("they: goes on");
        called.awaitLine("they: goes on");
        caller.ctrlC.stop();
        assertThat(caller.end()).contains("VIDEO CHAT WITH ", ": you hung up; ");
        assertThat(called.end()).contains("VIDEO CHAT WITH ", ": they hung up; ");
    }

    @Test
    void it_can_hang_up_while_the_buffers_are_full() throws Exception {
        Side side = new Side(pair.client(), false, PayloadFormat.BMP, 640, PATIENCE);
        send(text(""));
        awaitFullBuffers(pair.server());
        side.ctrlC.stop();

        assertThat(side.end()).contains(": you hung up; 0 frames");
    }

    @Test
    void it_can_hang_up_though_the_other_side_goes_on() throws Exception {
        Side side = new Side(pair.client(), true, PayloadFormat.JPG, 160, PATIENCE);
        try (Background<Void> server = Background.run("server", () -> {
            while (true) {
                send(message(frame));
            }
        })) {
            Until.holds("it sends", () -> !server.isDone());
            side.ctrlC.stop();

            assertThat(side.end()).contains("ONLY RECEIVING VIDEO FROM ", ": you hung up; ");
        }
    }

    @Test
    void when_it_hangs_up_the_other_side_reads_the_rest_of_a_frame_and_then_the_end() throws Exception {
        Side side = new Side(pair.client(), false, PayloadFormat.BMP, 640, PATIENCE);
        MessageReader reader = new MessageReader(pair.server().getInputStream(), MessageReader.DEFAULT_LIMIT);
        send(text(""));
        send(message(frame));
        send(text("now"));
        side.awaitLine("they: now");
        awaitFullBuffers(pair.server()); // it is in the middle of a frame
        side.ctrlC.stop();
        while (reader.next()) {
            // what was on its way
        }
        pair.server().close();

        assertThat(side.end()).contains(": you hung up; 1 frames");
    }

    @Test
    void texts_for_who_takes_nothing_are_refused_after_a_while_and_nobody_waits() throws Exception {
        Side side = new Side(pair.client(), true, PayloadFormat.BMP, 640, PATIENCE);
        send(text(""));
        side.awaitLine("VIDEO CHAT WITH .*");
        awaitFullBuffers(pair.server());
        for (int i = 0; i < 300; i++) {
            side.chat.say("line " + i);
        }

        assertThat(side.lines.stream().filter(line -> line.contains(" you: line "))).hasSize(100);
        assertThat(side.has("NOT SENT \\(.*\\): line 299")).isTrue();
    }

    @Test
    void a_text_that_is_empty_or_too_long_is_not_sent() throws Exception {
        Side side = new Side(pair.client(), true, PayloadFormat.JPG, 160, PATIENCE);
        send(text(""));
        side.awaitLine("VIDEO CHAT WITH .*");
        side.chat.say(" \t ");
        side.chat.say("x".repeat(1_000));
        side.chat.say("x".repeat(999));

        assertThat(side.lines.stream().map(line -> line.substring(6, 9))).containsExactly("VID", "NOT", "NOT", "you");
    }

    @Test
    void what_would_control_a_terminal_is_not_printed() throws Exception {
        Side side = new Side(pair.client(), true, PayloadFormat.JPG, 160, PATIENCE);
        send(text("\u001B[2J\u001B]0;owned\u0007one\r\ntwo\u202Eeno\u009B31m"));
        side.awaitLine("they: .*");

        assertThat(side.lines).hasSize(1).first().asString()
                .matches("\\d\\d:\\d\\d they: \\[2J \\]0;owned one two eno 31m");
    }

    @Test
    void a_text_that_is_too_long_ends_the_call() throws Exception {
        Side side = new Side(pair.client(), true, PayloadFormat.JPG, 160, PATIENCE);
        send(text("x".repeat(1_000)));

        assertThat(side.end()).isEqualTo("error: the call broke off: a text of 1001 bytes: at most 1000 are allowed");
    }

    @Test
    void a_flood_of_texts_waits_in_the_network() throws Exception {
        Side side = new Side(pair.client(), true, PayloadFormat.JPG, 160, PATIENCE);
        try (Background<Void> flood = Background.run("flood", () -> {
            while (true) {
                send(text("spam"));
            }
        })) {
            Until.holds("a part of the flood is heard", () -> side.lines.size() >= 10);
            long start = System.nanoTime();
            int before = side.lines.size();
            Until.holds("more of it is heard", () -> side.lines.size() >= before + 50);
            int heard = side.lines.size() - before;

            assertThat(Duration.ofNanos(System.nanoTime() - start)).as("the time of %d lines, 10 ms each", heard)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(10L * (heard - 1)));
            assertThat(flood.isDone()).as("it goes on").isFalse();
            side.ctrlC.stop();
            assertThat(side.end()).contains(": you hung up; ");
        }
    }

    @Test
    void a_viewer_that_takes_frames_may_be_silent() throws Exception {
        Side side = new Side(pair.client(), false, PayloadFormat.JPG, 160, LITTLE_PATIENCE);
        MessageReader reader = new MessageReader(pair.server().getInputStream(), MessageReader.DEFAULT_LIMIT);
        Mat received = new Mat();
        long number = -1;
        while (number < 250) { // at 100 a second: five times its patience
            assertThat(reader.next()).isTrue();
            new ImageDecoder().decode(reader.payload(), received);
            long next = PatternCode.read(received).orElseThrow().number();
            assertThat(next).isGreaterThan(number);
            number = next;
        }
        received.release();
        pair.server().close();

        assertThat(side.end()).contains("ONLY SENDING VIDEO TO ", ": they hung up; 0 frames");
    }

    @Test
    void a_viewer_that_takes_nothing_has_vanished() throws Exception {
        Side side = new Side(pair.client(), false, PayloadFormat.BMP, 640, LITTLE_PATIENCE);

        assertThat(side.end()).isEqualTo("error: the call broke off: no frame came for 0.5 s: "
                + "the other side or the network stands still");
    }

    @Test
    void who_sends_bytes_but_no_frames_stands_still() throws Exception {
        Side side = new Side(pair.client(), false, PayloadFormat.JPG, 160, LITTLE_PATIENCE);
        try (Background<Void> trickle = Background.run("trickle", () -> {
            send(text(""));
            while (true) {
                send(text("hm"));
            }
        })) {
            assertThat(side.end()).contains("no frame came for 0.5 s");
            assertThat(trickle.isDone() || side.run.isDone()).isTrue();
        }
    }

    @Test
    void one_camera_wanted_by_two_chats_serves_the_first_and_then_the_next() throws Exception {
        try (SocketPair other = SocketPair.open()) {
            Side first = new Side(pair.client(), false, PayloadFormat.JPG, 160, PATIENCE);
            Until.holds("the first has the camera", () -> source.opened.get() == 1);
            Side second = new Side(other.client(), false, PayloadFormat.JPG, 160, PATIENCE);

            second.awaitLine("SENDING: the test pattern \\(camera:0 cannot be opened: is another program using it.*");
            first.ctrlC.stop();
            assertThat(first.end()).contains("you hung up");
            assertThat(source.closed).hasValue(1);
            second.ctrlC.stop();
            second.end();
        }
        pair = SocketPair.open();
        Side third = new Side(pair.client(), false, PayloadFormat.JPG, 160, PATIENCE);
        Until.holds("the third has the camera", () -> source.opened.get() == 2);
        assertThat(third.has("SENDING.*")).isFalse();
    }

    @Test
    void a_camera_that_is_unplugged_is_replaced_by_the_test_pattern() throws Exception {
        source.failsAfter = 20;
        Side side = new Side(pair.client(), false, PayloadFormat.JPG, 160, PATIENCE);
        MessageReader reader = new MessageReader(pair.server().getInputStream(), MessageReader.DEFAULT_LIMIT);
        for (int i = 0; i < 60; i++) {
            assertThat(reader.next()).as("there is frame %d", i).isTrue();
        }

        assertThat(side.has("SENDING: the test pattern \\(camera:0 brings no more frames: was it unplugged\\?\\)"))
                .isTrue();
    }

    /** Greets, sends frames and texts, and at a random place in this stream of bytes something goes wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"ends", "is reset", "falls silent", "becomes noise", "loses a bit", "loses a byte",
        "announces too much", "hangs up in the middle of a call"})
    void a_connection_that_goes_wrong_at_any_byte_ends_the_call_with_a_sentence(String fault) throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            pair.close();
            pair = SocketPair.open();
            Side side = new Side(pair.client(), random.nextBoolean(), PayloadFormat.JPG, 160, LITTLE_PATIENCE);
            Background<Void> reading = random.nextBoolean() ? null : Background.run("reading", () ->
                    pair.server().getInputStream().transferTo(OutputStream.nullOutputStream()));
            byte[] script = script(random);
            int place = random.nextInt(script.length);
            try {
                goWrong(fault, script, place, random);
            } catch (IOException e) {
                // the chat has had enough, and hung up
            }

            String end = side.end();
            assertThat(end).as("seed %d, byte %d of %d", seed, place, script.length)
                    .matches("error: the call broke off: .{10,}|.*: (they|you) hung up; .*")
                    .doesNotContain("null", "Exception");
            if (fault.equals("falls silent")) {
                assertThat(end).contains("no frame came for 0.5 s");
            }
            if (reading != null) {
                reading.close();
            }
            ProgramThreads.awaitNone();
            assertThat(source.closed).as("seed %d: the camera was closed", seed).hasValue(source.opened.get());
        }
    }

    private void goWrong(String fault, byte[] script, int place, Random random) throws IOException {
        byte[] rest = Arrays.copyOfRange(script, place, script.length);
        send(Arrays.copyOf(script, place));
        switch (fault) {
            case "ends" -> pair.server().shutdownOutput();
            case "is reset" -> {
                pair.server().setSoLinger(true, 0);
                pair.server().close();
            }
            case "falls silent" -> {
                // it does
            }
            case "becomes noise" -> {
                random.nextBytes(rest);
                send(rest);
                pair.server().shutdownOutput();
            }
            case "loses a bit" -> {
                rest[0] ^= (byte) (1 << random.nextInt(8));
                send(rest);
                pair.server().shutdownOutput();
            }
            case "loses a byte" -> {
                send(Arrays.copyOfRange(rest, 1, rest.length));
                pair.server().shutdownOutput();
            }
            case "announces too much" -> {
                send(ByteBuffer.allocate(8).putLong(-1 - random.nextInt(1_000)).array());
                pair.server().shutdownOutput();
            }
            default -> {
                sides.get(sides.size() - 1).ctrlC.stop();
                send(rest);
            }
        }
    }

    private byte[] script(Random random) throws IOException {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        script.write(text(""));
        for (int i = 0; i < 10; i++) {
            script.write(random.nextInt(3) == 0 ? text("line " + i) : message(frame));
        }
        return script.toByteArray();
    }

    /**
     * Waits until a side is in the middle of a write that cannot end, because nobody reads this socket: more than a
     * text has come, so it is a frame, and {@value #FRAME_SIZE} bytes are more than the buffers of both sockets hold.
     */
    private static void awaitFullBuffers(Socket unread) throws Exception {
        Until.holds("a part of a frame comes", () -> unread.getInputStream().available() > TextMessage.LIMIT + 8);
    }

    /** The frame that {@link #awaitFullBuffers} saw has not ended: its other half is more than the sender's buffer. */
    private static void assertStillFull(Socket unread) throws IOException {
        assertThat(unread.getInputStream().available()).as("bytes of a frame that have come")
                .isLessThan(FRAME_SIZE / 2);
    }

    private void send(byte[] bytes) throws IOException {
        pair.server().getOutputStream().write(bytes);
    }

    private static byte[] text(String line) {
        return message(('\0' + line).getBytes(UTF_8));
    }

    private static byte[] message(byte[] payload) {
        return ByteBuffer.allocate(8 + payload.length).order(ByteOrder.LITTLE_ENDIAN).putLong(payload.length)
                .put(payload).array();
    }
}
