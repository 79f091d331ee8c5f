package framebyframe.app;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Requirements;
import framebyframe.Until;
import framebyframe.framing.LengthHeader;
import framebyframe.framing.MessageReader;
import framebyframe.framing.MessageWriter;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.pattern.NoticeCard;
import framebyframe.server.FrameEncoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chats in processes of their own: with each other, and with those that only send or only watch. */
@Timeout(120)
class ChatIT {

    private static final String WATCHER = "ONLY SENDING VIDEO TO 127\\.0\\.0\\.1:\\d+: they hung up; 0 frames";

    private final List<Program> programs = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void unpack_OpenCV() {
        OpenCvLibrary.load();
    }

    @AfterEach
    void end_what_is_left() {
        programs.forEach(Program::close);
    }

    @Test
    void thousands_of_frames_go_both_ways_in_order_with_texts_in_between() throws Exception {
        Program called = listen("--fps", "150", "--width", "160", "--once");
        try (Wiretap wire = new Wiretap(called.port())) {
            Program caller = call(wire.port(), "--fps", "150", "--width", "160");
            called.await("VIDEO CHAT WITH");
            caller.await("VIDEO CHAT WITH");
            List<String> asked = new ArrayList<>(List.of(""));
            List<String> answered = new ArrayList<>(List.of(""));
            for (int i = 1; i <= 40; i++) {
                wire.awaitFrames(50 * i);
                asked.add("question " + i);
                caller.type("question " + i);
                answered.add("answer " + i);
                called.type("answer " + i);
            }
            Until.holds("the last texts arrive", () -> called.out().toString().contains("they: question 40")
                    && caller.out().toString().contains("they: answer 40"));
            caller.signal("TERM");

            assertThat(caller.awaitExit()).as("exit code of a program that was asked to end").isEqualTo(143);
            assertThat(called.awaitExit()).as("exit code of the one that was called once").isZero();
            assertThat(wire.calls().end()).isEqualTo("between two messages");
            assertThat(wire.answers().end()).isEqualTo("between two messages");
            assertThat(wire.calls().texts()).isEqualTo(asked);
            assertThat(wire.answers().texts()).isEqualTo(answered);
            assertThat(wire.calls().numbers()).hasSizeGreaterThanOrEqualTo(2_000).isSorted().doesNotHaveDuplicates();
            assertThat(wire.answers().numbers()).hasSizeGreaterThanOrEqualTo(2_000).isSorted().doesNotHaveDuplicates();
            assertThat(said(called)).isEqualTo(asked.subList(1, asked.size()));
            assertThat(said(caller)).isEqualTo(answered.subList(1, answered.size()));
        }
        assertLast(programs.get(0), "VIDEO CHAT WITH .*: they hung up; \\d+ frames, .* skipped, 160x120");
        assertLast(programs.get(1), "VIDEO CHAT WITH .*: you hung up; \\d+ frames, .* skipped, 160x120");
        programs.forEach(program -> assertThat(program.err()).isEmpty());
    }

    /** What a program has heard. */
    private static List<String> said(Program program) {
        return program.out().stream().filter(line -> line.matches("\\d\\d:\\d\\d they: .*"))
                .map(line -> line.substring("12:34 they: ".length())).toList();
    }

    @Test
    void the_side_that_listens_takes_the_next_call_and_hangs_up_itself() throws Exception {
        Program called = listen();
        int port = called.port();
        for (int i = 1; i <= 2; i++) {
            Program caller = call(port);
            caller.await("VIDEO CHAT WITH 127\\.0\\.0\\.1:" + port);
            int calls = i;
            Until.holds("call " + i, () -> count(called, "\\d\\d:\\d\\d VIDEO CHAT WITH .*") == calls);
            caller.signal("TERM");
            assertThat(caller.awaitExit()).isEqualTo(143);
            Until.holds("the end of call " + i, () -> count(called, ".*: they hung up; .*") == calls);
            Until.holds("it listens again", () -> count(called, "LISTENING AT: 127\\.0\\.0\\.1:" + port) == calls + 1);
        }
        Program caller = call(port);
        caller.await("VIDEO CHAT WITH");
        called.signal("TERM");

        assertThat(called.awaitExit()).isEqualTo(143);
        assertLast(called, "VIDEO CHAT WITH .*: you hung up; .*");
        assertThat(caller.awaitExit()).isZero();
        assertLast(caller, "VIDEO CHAT WITH .*: they hung up; .*");
        programs.forEach(program -> assertThat(program.err()).isEmpty());
        assertThat(folder.resolve("temp")).isEmptyDirectory();
    }

    @Test
    void who_calls_during_a_call_is_refused() throws Exception {
        Program called = listen();
        int port = called.port();
        call(port).await("VIDEO CHAT WITH");
        Program second = call(port);

        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.err()).hasSize(1).first().asString().contains("refused the connection");
        assertThat(count(called, "CONNECTED: .*")).isEqualTo(1);
    }

    @Test
    void ctrl_C_ends_one_that_is_not_called() throws Exception {
        Program called = listen();
        called.port();
        called.signal("TERM");

        assertThat(called.awaitExit()).isEqualTo(143);
        assertThat(called.err()).isEmpty();
    }

    @Test
    void a_viewer_gets_frames_and_nothing_else() throws Exception {
        Program called = listen();
        int port = called.port();
        try (Socket viewer = new Socket(InetAddress.getLoopbackAddress(), port)) {
            MessageReader reader = new MessageReader(viewer.getInputStream(), MessageReader.DEFAULT_LIMIT);
            called.await("CONNECTED: 127\\.0\\.0\\.1:" + viewer.getLocalPort());
            called.type("can you hear me?");
            for (int i = 0; i < 60; i++) {
                assertThat(reader.next()).isTrue();
                assertThat(TextMessage.isOne(reader.payload())).as("message %d is a text", i).isFalse();
            }
        }
        called.await("NOT SENT \\(.*\\): can you hear me\\?");
        called.await(WATCHER);

        Program client = start("client", "127.0.0.1:" + port, "--view", "none", "--frames", "30");
        assertThat(client.awaitExit()).as("the viewer's exit code").isZero();
        assertThat(client.err()).isEmpty();
        Until.holds("it has left, too", () -> count(called, WATCHER) == 2);
        assertThat(called.err()).isEmpty();
    }

    @Test
    void a_viewer_sees_a_good_end_when_the_chat_hangs_up() throws Exception {
        Program called = listen();
        Program client = start("client", "127.0.0.1:" + called.port(), "--view", "none");
        client.await("\\d+ frames, ");
        called.signal("TERM");

        assertThat(client.awaitExit()).as("the viewer's exit code").isZero();
        assertThat(client.out()).contains("the server ended the stream");
        assertThat(called.awaitExit()).isEqualTo(143);
        assertLast(called, "ONLY SENDING VIDEO TO .*: you hung up; 0 frames");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "pickle"})
    void a_server_is_watched(String format) throws Exception {
        Program server = start("server", "--port", "0", "--source", "pattern", "--frames", "60", "--format", format);
        Program caller = call(server.port());
        caller.await("CONNECTED");
        caller.type("can you hear me?");
        caller.await("NOT SENT \\(.*\\): can you hear me\\?");

        assertThat(caller.awaitExit()).isZero();
        assertLast(caller, "ONLY RECEIVING VIDEO FROM 127\\.0\\.0\\.1:" + server.port()
                + ": they hung up; [1-9]\\d* frames, .* skipped, 320x240");
        assertThat(caller.err()).isEmpty();
        assertThat(server.awaitExit()).isZero();
    }

    @Test
    void a_server_is_sent_a_greeting_and_no_more() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FrameEncoder encoder = PayloadFormat.JPG.encoder(80); NoticeCard card = new NoticeCard("a frame")) {
            Program caller = call(server.getLocalPort(), "--fps", "100");
            byte[] received;
            try (Socket viewer = server.accept()) {
                MessageWriter writer = new MessageWriter(viewer.getOutputStream());
                for (int i = 0; i < 100; i++) {
                    writer.write(encoder.encode(card.frame()));
                }
                received = viewer.getInputStream().readNBytes(LengthHeader.SIZE + 1);
                for (int i = 0; i < 900; i++) {
                    writer.write(encoder.encode(card.frame()));
                }
                assertThat(viewer.getInputStream().available()).as("bytes beyond the greeting").isZero();
            }
            assertThat(received).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0);
            assertThat(caller.awaitExit()).isZero();
            assertLast(caller, "ONLY RECEIVING VIDEO FROM .*: they hung up; 1000 frames, .*");
        }
    }

    @Test
    void who_has_no_camera_sends_the_test_pattern_and_says_so() throws Exception {
        Requirements.present(Files.notExists(Path.of("/dev/video0")), "a machine without a camera");
        Program called = start("chat", "--listen", "--port", "0", "--view", "none", "--once");
        try (Wiretap wire = new Wiretap(called.port())) {
            Program caller = start("chat", "127.0.0.1:" + wire.port(), "--view", "none", "--source", "camera:0");
            for (Program chat : programs) {
                chat.await("SENDING: the test pattern \\(there is no camera:0 on this machine");
                chat.await("VIDEO CHAT WITH");
            }
            wire.awaitFrames(1);
            caller.signal("TERM");

            assertThat(called.awaitExit()).isZero();
        }
        assertLast(called, ".*: they hung up; [1-9]\\d* frames, .* skipped, 320x240");
    }

    @Test
    void who_stands_still_is_noticed_and_the_next_one_can_call() throws Exception {
        Requirements.present(!System.getProperty("os.name").contains("Windows"), "a system with the program kill");
        Program called = listen("--timeout", "1");
        Program caller = call(called.port());
        called.await("VIDEO CHAT WITH");
        caller.signal("STOP");

        called.await("error: the call broke off: no frame came for 1\\.0 s: .* stands still");
        Until.holds("it listens again", () -> count(called, "LISTENING AT: .*") == 2);
        caller.signal("CONT");
        assertThat(caller.awaitExit()).as("exit code, however it learned that nobody is there").isBetween(0, 1);
    }

    @Test
    void who_is_killed_is_missed_and_the_next_one_can_call() throws Exception {
        Program called = listen();
        Program caller = call(called.port());
        called.await("VIDEO CHAT WITH");
        caller.signal("KILL");

        called.await("error: the call broke off: .*|: they hung up; ");
        Until.holds("it listens again", () -> count(called, "LISTENING AT: .*") == 2);
        call(called.port()).await("VIDEO CHAT WITH");
    }

    @Test
    void a_network_that_breaks_anywhere_ends_the_call_at_both_sides_and_the_next_one_can_call() throws Exception {
        Random random = new Random(8);
        Program called = listen("--timeout", "1", "--fps", "100");
        int port = called.port();
        for (int i = 0; i < 6; i++) {
            BreakingNetwork.Fault fault = BreakingNetwork.Fault.values()[i % 3];
            try (BreakingNetwork network = new BreakingNetwork(port, 1 + random.nextInt(1_000_000), fault)) {
                Program caller = call(network.port(), "--timeout", "1", "--fps", "100");

                assertThat(caller.awaitExit()).as("%s; %s", fault, caller.out()).isBetween(0, 1);
                assertThat(caller.err().size()).as("lines of %s", caller.err()).isEqualTo(caller.awaitExit());
                caller.err().forEach(line -> assertThat(line).startsWith("error: the call broke off: "));
            }
            int calls = i + 1;
            Until.holds("it listens again", () -> count(called, "LISTENING AT: .*") == calls + 1);
            assertThat(count(called, "error: the call broke off: .*|.*: they hung up; .*")).isEqualTo(calls);
        }
        call(port).await("VIDEO CHAT WITH");
        assertThat(called.err()).isEmpty();
    }

    @Test
    void who_broke_off_a_call_is_told_to_the_caller_by_an_exit_code() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Program caller = call(silent.getLocalPort(), "--timeout", "0.5");

            assertThat(caller.awaitExit()).isEqualTo(1);
            assertThat(caller.err()).containsExactly("error: the call broke off: no frame came for 0.5 s: "
                    + "the other side or the network stands still");
        }
    }

    @Test
    void a_snapshot_is_the_last_picture_that_came() throws Exception {
        Path file = folder.resolve("snapshot.png");
        Program called = listen("--snapshot", file.toString(), "--once");
        try (Wiretap wire = new Wiretap(called.port())) {
            Program caller = call(wire.port(), "--width", "200");
            wire.awaitFrames(1);
            caller.signal("TERM");

            assertThat(called.awaitExit()).isZero();
        }
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(200);
    }

    private Program listen(String... more) throws IOException {
        return chat(List.of("--listen", "--port", "0"), more);
    }

    private Program call(int port, String... more) throws IOException {
        return chat(List.of("127.0.0.1:" + port), more);
    }

    private Program chat(List<String> whom, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("chat", "--view", "none"));
        args.addAll(whom);
        if (!List.of(more).contains("--source")) {
            args.addAll(List.of("--source", "pattern"));
        }
        args.addAll(List.of(more));
        return start(args.toArray(String[]::new));
    }

    private Program start(String... args) throws IOException {
        Program program = Program.start(Files.createDirectories(folder.resolve("temp")), args);
        programs.add(program);
        return program;
    }

    private static long count(Program program, String regex) {
        return program.out().stream().filter(line -> line.matches(regex)).count();
    }

    private static void assertLast(Program program, String regex) {
        assertThat(program.out()).last().asString().matches(regex);
    }
}
