package framebyframe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong usage and bad luck at the start: one line that helps, and the right exit code. */
@Timeout(30)
class UsageTest {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    @TempDir
    Path folder;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("serve", USAGE, "serve"),
                arguments("demo --sauce pattern", USAGE, "--sauce"),
                arguments("client one two", USAGE, "two"),
                arguments("server --port abc", USAGE, "--port abc"),
                arguments("server --port", USAGE, "--port"),
                arguments("server --port -1", USAGE, "--port -1 65535"),
                arguments("server --port 70000", USAGE, "--port 70000 65535"),
                arguments("server --port 99999999999", USAGE, "--port 99999999999"),
                arguments("demo --port 65536", USAGE, "--port 65536 65535"),
                arguments("client --port 0", USAGE, "--port 0 65535"),
                arguments("client --port 65536", USAGE, "--port 65536 65535"),
                arguments("client 127.0.0.1:abc", USAGE, "abc port"),
                arguments("client 127.0.0.1:0", USAGE, "0 port 65535"),
                arguments("client 127.0.0.1:99999", USAGE, "99999 port 65535"),
                arguments("client :9999", USAGE, ":9999 host"),
                arguments("server --width 0", USAGE, "--width 0"),
                arguments("server --width -320", USAGE, "--width -320"),
                arguments("demo --width 10001", USAGE, "--width 10001"),
                arguments("server --width wide", USAGE, "--width wide"),
                arguments("server --fps 0", USAGE, "--fps 0"),
                arguments("server --fps -1", USAGE, "--fps -1"),
                arguments("server --fps NaN", USAGE, "--fps NaN"),
                arguments("server --fps Infinity", USAGE, "--fps Infinity"),
                arguments("server --fps many", USAGE, "--fps many"),
                arguments("server --format gif", USAGE, "--format gif JPG PNG BMP"),
                arguments("server --quality 101", USAGE, "--quality 101"),
                arguments("server --quality -1", USAGE, "--quality -1"),
                arguments("server --max-viewers 0", USAGE, "--max-viewers 0"),
                arguments("server --frames 0", USAGE, "--frames 0"),
                arguments("client --frames -5", USAGE, "--frames -5"),
                arguments("server --source camera:x", USAGE, "camera:x camera:0"),
                arguments("server --source camera:-1", USAGE, "camera:-1 camera:0"),
                arguments("server --source=", USAGE, "--source"),
                arguments("client --view hologram", USAGE, "--view hologram WINDOW TERMINAL NONE"),
                arguments("client --timeout 0", USAGE, "--timeout 0"),
                arguments("client --timeout NaN", USAGE, "--timeout NaN"),
                arguments("client --timeout soon", USAGE, "--timeout soon"),
                arguments("client --snapshot picture.gif", USAGE, "--snapshot picture.gif .png .jpg .bmp"),
                arguments("client --snapshot no-such-folder/a.png", USAGE, "--snapshot no-such-folder folder"),
                arguments("chat", USAGE, "--listen HOST"),
                arguments("chat --listen 127.0.0.1", USAGE, "--listen HOST"),
                arguments("chat --listen --port 65536", USAGE, "--port 65536 65535"),
                arguments("chat 127.0.0.1 --port 0", USAGE, "--port 0 65535"),
                arguments("chat 127.0.0.1:x", USAGE, "x port"),
                arguments("chat 127.0.0.1 --width 0", USAGE, "--width 0"),
                arguments("chat 127.0.0.1 --timeout 0", USAGE, "--timeout 0"),
                arguments("server --no-preview --source camera:99", FAILED, "camera:99"),
                arguments("server --no-preview --source no-such.avi", FAILED, "no-such.avi"),
                arguments("server --no-preview --source no-such-%d.png", FAILED, "no-such-%d.png"),
                arguments("server --no-preview --source pattern --width 10000", FAILED, "--width 10000 10000x7500 pixels"),
                arguments("demo --view none --source pattern --width 6000 --format bmp", FAILED,
                        "--width 6000 81000054 bytes"),
                arguments("server --no-preview --source pattern --port 0 --host 192.0.2.77", FAILED,
                        "192.0.2.77 this machine does not have"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void a_mistake_is_told_in_one_line(String args, int exit, String words) {
        assertOneLine(InProcess.run(args.split(" ")), exit, words.split(" "));
    }

    @Test
    void a_file_that_is_no_video_is_told_in_one_line() throws IOException {
        String file = Files.writeString(folder.resolve("notes.txt"), "no video").toString();

        assertOneLine(InProcess.run("server", "--no-preview", "--source", file), FAILED, file, "cannot be opened");
    }

    @Test
    void a_port_that_is_taken_is_told_in_one_line() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(other.getLocalPort());

            assertOneLine(InProcess.run("server", "--no-preview", "--source", "pattern", "--port", port), FAILED,
                    "127.0.0.1:" + port, "already in use");
        }
    }

    @Test
    void a_refused_connection_is_told_in_one_line() throws IOException {
        int port;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }

        assertOneLine(InProcess.run("client", "127.0.0.1:" + port, "--view", "none"), FAILED,
                "127.0.0.1:" + port, "refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "server --help", "client --help", "demo --help", "chat --help", "--version"})
    void help_is_no_mistake(String args) {
        InProcess run = InProcess.run(args.split(" "));

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isNotEmpty();
        assertThat(run.err()).isEmpty();
    }

    static void assertOneLine(InProcess run, int exit, String... words) {
        assertThat(run.err()).hasSize(1);
        assertThat(run.err().get(0)).startsWith("error: ").contains(words).doesNotContain("Exception", "\tat ", "null");
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).as("exit code").isEqualTo(exit);
    }
}
