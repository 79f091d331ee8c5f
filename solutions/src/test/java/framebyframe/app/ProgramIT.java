package framebyframe.app;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Requirements;
import framebyframe.Until;
import framebyframe.framing.MessageReader;
import framebyframe.opencv.OpenCvLibrary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole program, in processes of its own. */
@Timeout(90)
class ProgramIT {

    private static final String SUMMARY = "\\d+ frames, \\d+\\.\\d fps, \\d+ skipped, 320x240";

    private final List<Program> programs = new ArrayList<>();

    @TempDir
    Path folder;

    private Path temp;

    @BeforeAll
    static void unpack_OpenCV() {
        OpenCvLibrary.load(); // or the first program would have to, while a test waits for it
    }

    @AfterEach
    void end_what_is_left() {
        programs.forEach(Program::close);
    }

    @Test
    void the_demo_shows_60_frames_and_says_so() throws Exception {
        Program demo = start("demo", "--source", "pattern", "--view", "none", "--frames", "60");

        assertThat(demo.awaitExit()).as("exit code").isZero();
        assertThat(demo.out()).filteredOn(line -> line.matches("60" + SUMMARY.substring(3))).hasSize(1);
        assertThat(demo.err()).isEmpty();
    }

    @Test
    void the_demo_without_a_camera_shows_the_test_pattern_and_says_so() throws Exception {
        Requirements.present(Files.notExists(Path.of("/dev/video0")), "a machine without a camera");
        Program demo = start("demo", "--view", "none", "--frames", "2");

        demo.await("SHOWING: the test pattern \\(there is no camera");
        demo.await("2" + SUMMARY.substring(3));
    }

    @Test
    void two_viewers_watch_at_once_and_one_that_leaves_does_not_disturb_the_other() throws Exception {
        Program server = startServer();
        Program first = startViewer(server);
        server.await("GOT CONNECTION FROM: 127\\.0\\.0\\.1:\\d+ \\(1 watching\\)");
        first.await("\\d+ frames, ");
        Program second = startViewer(server, "--frames", "5");
        server.await("GOT CONNECTION FROM: 127\\.0\\.0\\.1:\\d+ \\(2 watching\\)");

        assertThat(second.awaitExit()).as("exit code").isZero();
        assertThat(second.out()).last().asString().matches("5" + SUMMARY.substring(3));
        server.await("LEFT: 127\\.0\\.0\\.1:\\d+, the viewer left; it was sent \\d+ frames and was too slow for \\d+");
        int lines = first.out().size();
        Until.holds("the first viewer goes on", () -> first.out().size() > lines);
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void a_viewer_that_is_asked_to_end_puts_everything_away(String signal, int exit) throws Exception {
        assumeHears(signal);
        Program server = startServer();
        Program viewer = startViewer(server);
        viewer.await("\\d+ frames, ");
        viewer.signal(signal);

        assertThat(viewer.awaitExit()).as("exit code").isEqualTo(exit);
        assertThat(viewer.out()).last().asString().matches(SUMMARY);
        assertThat(viewer.err()).isEmpty();
        server.await("LEFT: .*, the viewer left; it was sent \\d+ frames");

        server.signal(signal);

        assertThat(server.awaitExit()).as("exit code").isEqualTo(exit);
        assertThat(server.err()).isEmpty();
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void a_server_that_is_asked_to_end_ends_its_streams_first(String signal, int exit) throws Exception {
        assumeHears(signal);
        Program server = startServer();
        int port = server.port();
        try (Socket viewer = new Socket(InetAddress.getLoopbackAddress(), port)) {
            MessageReader reader = new MessageReader(viewer.getInputStream(), MessageReader.DEFAULT_LIMIT);
            assertThat(reader.next()).isTrue();
            server.signal(signal);
            while (reader.next()) {
                // the frames that were on their way; then the end, between two messages
            }
        }

        assertThat(server.awaitExit()).as("exit code").isEqualTo(exit);
        assertThat(server.out()).last().asString().startsWith("LEFT: ").contains(", the stream ended; it was sent ");
        assertThat(server.err()).isEmpty();
        assertFree(port);
        assertNothingIsLeft();
    }

    @Test
    void who_is_killed_is_missed_by_the_other_side() throws Exception {
        Program server = startServer();
        int port = server.port();
        Program first = startViewer(server);
        first.await("\\d+ frames, ");
        first.close();
        server.await("LEFT: .*, the viewer left; it was sent \\d+ frames");

        Program second = startViewer(server, "--frames", "100000");
        second.await("\\d+ frames, ");
        server.close();

        assertThat(second.awaitExit()).as("exit code").isEqualTo(1);
        assertThat(second.out()).last().asString().matches(SUMMARY);
        assertThat(second.err()).hasSize(1);
        assertThat(second.err().get(0)).containsAnyOf("the server ended the stream after", "the connection broke",
                "the stream ended inside a message");
        assertFree(port);
        assertNothingIsLeft();
    }

    @Test
    void a_server_with_a_number_of_frames_ends_both_sides_well() throws Exception {
        Program server = startServer("--frames", "20");
        Program viewer = startViewer(server);

        assertThat(viewer.awaitExit()).as("the viewer's exit code").isZero();
        assertThat(viewer.out()).contains("the server ended the stream").last().asString().matches(SUMMARY);
        assertThat(viewer.err()).isEmpty();
        assertThat(server.awaitExit()).as("the server's exit code").isZero();
        assertThat(server.out()).last().asString().contains("the stream ended");
        assertThat(server.err()).isEmpty();
    }

    @Test
    void ctrl_C_ends_a_viewer_that_is_still_connecting() throws Exception {
        assumeHears("INT");
        Requirements.present(Files.exists(Path.of("/proc/net/tcp")), "Linux, which lists its connections in a file");
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = fill(busy);
            Program viewer = start("client", "127.0.0.1:" + busy.getLocalPort(), "--view", "none", "--timeout", "600");
            Until.holds("it has begun to connect", () -> isConnecting(busy.getLocalPort()));
            viewer.signal("INT");

            assertThat(viewer.awaitExit()).as("exit code").isEqualTo(130);
            assertThat(viewer.err()).isEmpty();
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void a_sequence_of_images_is_shown_without_a_word_from_OpenCV() throws Exception {
        for (int number = 0; number < 3; number++) {
            InProcess.run("demo", "--source", "pattern", "--view", "none", "--frames", "1",
                    "--snapshot", folder.resolve(number + ".png").toString());
        }
        Program demo = start("demo", "--source", folder.resolve("%d.png").toString(), "--view", "none",
                "--frames", "10");

        assertThat(demo.awaitExit()).as("exit code").isZero();
        assertThat(demo.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"png", "jpg", "bmp"})
    void the_last_picture_can_be_saved(String format) throws IOException {
        Path file = folder.resolve("snapshot." + format);
        InProcess demo = InProcess.run("demo", "--source", "pattern", "--view", "none", "--frames", "3",
                "--snapshot", file.toString());

        assertThat(demo.exit()).isZero();
        assertThat(ImageIO.read(file.toFile())).matches(saved -> saved.getWidth() == 320 && saved.getHeight() == 240);
    }

    @Test
    void a_snapshot_that_cannot_be_saved_is_told_in_one_line() throws IOException {
        Path file = Files.createDirectory(folder.resolve("folder.png"));
        InProcess demo = InProcess.run("demo", "--source", "pattern", "--view", "none", "--frames", "3",
                "--snapshot", file.toString());

        assertThat(demo.exit()).isEqualTo(1);
        assertThat(demo.err()).hasSize(1);
        assertThat(demo.err().get(0)).contains("--snapshot " + file);
    }

    @Test
    void a_window_without_a_display_is_told_in_one_line() throws Exception {
        assertOneLine(start("client", "--view", "window"), "--view window", "no display");
        assertOneLine(start("server", "--source", "pattern", "--preview"), "--preview", "no display");
    }

    @Test
    void a_terminal_view_without_a_terminal_is_told_in_one_line() throws Exception {
        assertOneLine(start("client", "--view", "terminal"), "--view terminal", "does not go to a terminal");
    }

    @Test
    void an_unknown_host_is_told_in_one_line() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n"); // so that no network is asked

        assertOneLine(start("-Djdk.net.hosts.file=" + hosts, "client", "nosuch.invalid", "--view", "none"),
                "unknown host nosuch.invalid");
        assertOneLine(start("-Djdk.net.hosts.file=" + hosts, "server", "--source", "pattern", "--host",
                "nosuch.invalid"), "--host nosuch.invalid");
    }

    @Test
    void a_home_folder_that_cannot_be_written_to_is_told_in_one_line() throws Exception {
        Path file = Files.createFile(folder.resolve("no folder"));

        assertOneLine(start("-Duser.home=" + file, "server", "--source", "pattern"), "cannot unpack OpenCV",
                file.toString());
    }

    @Test
    void a_system_for_which_there_is_no_OpenCV_is_told_in_one_line() throws Exception {
        assertOneLine(start("-Dos.arch=arm", "-Dos.name=Windows", "-Duser.home=" + folder, "server", "--source",
                "pattern"), "OpenCV cannot be loaded on this system");
    }

    private Program start(String... args) throws IOException {
        temp = Files.createDirectories(folder.resolve("temp"));
        Program program = Program.start(temp, args);
        programs.add(program);
        return program;
    }

    private Program startServer(String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("server", "--source", "pattern", "--port", "0"));
        args.addAll(List.of(more));
        return start(args.toArray(String[]::new));
    }

    private Program startViewer(Program server, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of("client", "127.0.0.1:" + server.port(), "--view", "none"));
        args.addAll(List.of(more));
        return start(args.toArray(String[]::new));
    }

    private static void assertOneLine(Program program, String... words) throws Exception {
        int exit = program.awaitExit();
        UsageTest.assertOneLine(new InProcess(exit, program.out(), program.err()), 1, words);
    }

    private static void assertFree(int port) throws IOException {
        try (ServerSocket next = new ServerSocket()) {
            next.setReuseAddress(true); // old connections fade out in the system
            next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    private void assertNothingIsLeft() {
        assertThat(temp).as("the folder for temporary files").isEmptyDirectory();
    }

    /** A background job of a shell, and whatever that starts, is deaf to Ctrl-C. */
    private static void assumeHears(String signal) throws IOException {
        Requirements.present(!System.getProperty("os.name").contains("Windows"), "a system with the program kill");
        Path status = Path.of("/proc/self/status");
        if (signal.equals("INT") && Files.exists(status)) {
            String ignored = Files.readString(status).replaceAll("(?s).*SigIgn:\\s*([0-9a-f]+).*", "$1");
            Requirements.present((Long.parseUnsignedLong(ignored, 16) & 1 << 1) == 0,
                    "Ctrl-C, which a background job ignores; on Linux: env --default-signal=INT mvn verify ...");
        }
    }

    /** Connects until nobody else gets in: what connects now waits. */
    private static List<Socket> fill(ServerSocket busy) throws IOException {
        List<Socket> queue = new ArrayList<>();
        for (boolean full = false; !full; ) {
            Socket socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(busy.getLocalSocketAddress(), 300);
            } catch (SocketTimeoutException e) {
                full = true;
            }
        }
        return queue;
    }

    /** True if somebody has asked to be connected to this port and has no answer yet (state 02, SYN_SENT). */
    private static boolean isConnecting(int port) throws IOException {
        Path connections = Path.of("/proc/net/tcp6");
        String target = String.format(":%04X 02 ", port);
        try (Stream<String> lines = Stream.concat(Files.lines(connections), Files.lines(Path.of("/proc/net/tcp")))) {
            return lines.anyMatch(line -> line.contains(target));
        }
    }
}
