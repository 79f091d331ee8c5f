package framebyframe.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import framebyframe.framing.LengthHeader;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.pattern.NoticeCard;
import framebyframe.server.ImageEncoder;
import framebyframe.server.ImageFormat;
import framebyframe.testing.Background;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The viewer against servers that break the protocol: one clear line each, an end, and nothing left behind. */
@Timeout(30)
class HostileServersIT {

    private static final int LIMIT = 64 * 1024 * 1024;

    /** What a server does with its viewer. */
    private interface Script {
        void play(Socket viewer) throws Exception;
    }

    @BeforeAll
    static void load_OpenCV() {
        OpenCvLibrary.load();
    }

    static Stream<Arguments> servers() throws IOException {
        byte[] jpg = picture(ImageFormat.JPG);
        byte[] png = picture(ImageFormat.PNG);
        byte[] bmp = picture(ImageFormat.BMP);
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);
        return Stream.of(
                server("speaks HTTP at once", "another protocol",
                        sends("HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n".getBytes(US_ASCII))),
                server("writes lengths with the highest byte first", "highest byte first",
                        sends(ByteBuffer.allocate(8 + jpg.length).putLong(jpg.length).put(jpg).array())),
                server("announces 2^63 bytes", "9223372036854775808 bytes", sends(header(Long.MIN_VALUE))),
                server("announces 2^64 - 1 bytes", "18446744073709551615 bytes", sends(header(-1))),
                server("announces a byte more than the limit", LIMIT + 1 + " bytes", sends(header(LIMIT + 1))),
                server("says nothing and ends", "ended the stream after 0 frames", ends(new byte[0])),
                server("sends one picture and ends", "after one picture, as it does when it has no room",
                        ends(message(jpg))),
                server("ends inside the header", "inside a message: 3 of the header's 8", ends(new byte[3])),
                server("ends before the payload", "inside a message: 0 of the payload's 100", ends(header(100))),
                server("ends inside the payload", "inside a message: 50 of the payload's 100",
                        ends(ByteBuffer.allocate(58).put(header(100)).array())),
                server("announces the limit, and ends", "inside a message: 0 of the payload's " + LIMIT,
                        ends(header(LIMIT))),
                server("sends noise", "5000 bytes is no jpg, png or bmp image", sends(message(noise))),
                server("sends an empty payload", "0 bytes is no jpg, png or bmp image", sends(message(new byte[0]))),
                server("sends a GIF", "no jpg, png or bmp image", sends(message("GIF89a\1\0\1\0".getBytes(US_ASCII)))),
                server("sends half a jpg", "is cut short", sends(message(half(jpg)))),
                server("sends half a png", "is cut short", sends(message(half(png)))),
                server("sends half a bmp", "is cut short", sends(message(half(bmp)))),
                server("sends the first bytes of a png", "image", sends(message(Arrays.copyOf(png, 12)))),
                server("sends a jpg of absurd size", "claims to be 65000x65000", sends(message(absurd(jpg)))),
                server("sends nothing", "no frame came for 0.5 s", viewer -> { }),
                server("sends one good frame, and then nothing", "no frame came for 0.5 s", sends(message(jpg))),
                server("sends a good frame and a bad one", "no jpg, png or bmp image",
                        sends(message(jpg), message(noise))),
                server("lets single bytes trickle", "no frame came for 0.5 s", HostileServersIT::trickle));
    }

    @ParameterizedTest(name = "a server that {0}")
    @MethodSource("servers")
    void a_server_that(Script script, String words) throws Exception {
        InProcess run = watch(script);

        assertOneLine(run, words);
        assertThat(run.out()).last().asString().matches("[01] frames.*");
    }

    @Test
    void a_server_that_resets_the_connection() throws Exception {
        InProcess run = watch(viewer -> {
            viewer.getOutputStream().write(header(100));
            viewer.setSoLinger(true, 0);
            viewer.close(); // before the viewer knows that it is connected, or after
        });

        assertOneLine(run, "broke");
    }

    private static InProcess watch(Script script) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Background<Void> server = Background.run("hostile server", () -> {
                    try (Socket viewer = listening.accept()) {
                        script.play(viewer);
                        awaitClosed(viewer);
                    }
                });
                Background<InProcess> client = Background.call("client", () -> InProcess.run("client",
                        "127.0.0.1:" + listening.getLocalPort(), "--view", "none", "--timeout", "0.5"))) {
            InProcess run = client.await();
            server.await(); // has seen that the viewer closed its socket
            return run;
        }
    }

    private static void assertOneLine(InProcess run, String words) throws Exception {
        assertThat(run.err()).hasSize(1);
        assertThat(run.err().get(0)).startsWith("error: ").contains(words).doesNotContain("Exception", "\tat ", "null");
        assertThat(run.exit()).as("exit code").isEqualTo(1);
        ProgramThreads.awaitNone();
    }

    @Test
    void a_server_that_stands_still_is_said_to_before_the_viewer_gives_up() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Background<InProcess> client = Background.call("client", () -> InProcess.run("client",
                        "127.0.0.1:" + silent.getLocalPort(), "--view", "none", "--timeout", "0.5"))) {

            assertThat(client.await().out()).first().asString().matches("no live video for 0\\.\\d s");
        }
    }

    private static Arguments server(String name, String words, Script script) {
        return arguments(named(name, script), words);
    }

    private static Script sends(byte[]... pieces) {
        return viewer -> {
            for (byte[] piece : pieces) {
                viewer.getOutputStream().write(piece);
            }
        };
    }

    private static Script ends(byte[] bytes) {
        return viewer -> {
            viewer.getOutputStream().write(bytes);
            viewer.shutdownOutput();
        };
    }

    private static void trickle(Socket viewer) throws IOException {
        OutputStream out = viewer.getOutputStream();
        try {
            out.write(header(1_000_000));
            while (true) {
                out.write(0);
                LockSupport.parkNanos(20_000_000);
            }
        } catch (SocketException closedByTheViewer) {
            // it was to give up
        }
    }

    /** Returns when the other side has closed its socket; the test's time limit is there if it never does. */
    private static void awaitClosed(Socket viewer) throws IOException {
        if (viewer.isClosed()) {
            return;
        }
        try {
            assertThat(viewer.getInputStream().read()).as("a viewer says nothing").isEqualTo(-1);
        } catch (SocketException closedBeforeItHadReadEverything) {
            // closed all the same
        }
    }

    private static byte[] header(long length) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    }

    private static byte[] message(byte[] payload) {
        return ByteBuffer.allocate(LengthHeader.SIZE + payload.length).put(header(payload.length)).put(payload).array();
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    /** A jpg says its height and width after the marker FF C0, in the bytes from the fifth. */
    private static byte[] absurd(byte[] jpg) {
        ByteBuffer absurd = ByteBuffer.wrap(jpg.clone());
        int marker = 0;
        while (absurd.getShort(marker) != (short) 0xFFC0) {
            marker++;
        }
        return absurd.putShort(marker + 5, (short) 65_000).putShort(marker + 7, (short) 65_000).array();
    }

    private static byte[] picture(ImageFormat format) throws IOException {
        OpenCvLibrary.load();
        try (NoticeCard card = new NoticeCard("a good picture"); ImageEncoder encoder = new ImageEncoder(format, 80)) {
            return encoder.encode(card.frame());
        }
    }
}
