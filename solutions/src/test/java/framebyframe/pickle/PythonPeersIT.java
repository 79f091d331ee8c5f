package framebyframe.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import framebyframe.Requirements;
import framebyframe.client.BadFrameException;
import framebyframe.client.FrameDecoder;
import framebyframe.client.ReceiveLoop;
import framebyframe.client.View;
import framebyframe.framing.MessageWriter;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.server.Broadcast;
import framebyframe.server.Capture;
import framebyframe.server.FileSource;
import framebyframe.server.FrameEncoder;
import framebyframe.server.FrameSource;
import framebyframe.server.PatternSource;
import framebyframe.server.ServerEvents;
import framebyframe.server.StreamLoop;
import framebyframe.server.ViewerServer;
import framebyframe.testing.Background;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.videoio.VideoCapture;
import org.opencv.videoio.VideoWriter;
import org.opencv.videoio.Videoio;

/**
 * Real Python at the other end, with every NumPy that this machine has. Each side tells the checksum of every frame's
 * pixels, and they must be the same.
 *
 * <p>The video is made here, {@value #FRAMES} frames; {@code -Dkit.video=FILE} takes another one, and all of it.
 */
@Timeout(180)
class PythonPeersIT {

    private static final int FRAMES = 25;
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    static Path folder;

    private static String video;
    private static int videoFrames;

    @BeforeAll
    static void makeVideo() throws IOException {
        OpenCvLibrary.load();
        video = System.getProperty("kit.video", folder.resolve("pattern.avi").toString());
        if (System.getProperty("kit.video") == null) {
            writeVideo();
        }
        VideoCapture capture = new VideoCapture(video, Videoio.CAP_OPENCV_MJPEG);
        while (capture.grab()) {
            videoFrames++;
        }
        capture.release();
    }

    private static void writeVideo() throws IOException {
        Mat frame = new Mat();
        int jpegs = VideoWriter.fourcc('M', 'J', 'P', 'G');
        VideoWriter writer = new VideoWriter(video, Videoio.CAP_OPENCV_MJPEG, jpegs, 30, new Size(400, 300), true);
        try (Capture pattern = new PatternSource(400, 300, 10_000).open()) {
            for (int i = 0; i < FRAMES; i++) {
                pattern.read(frame);
                writer.write(frame);
            }
        } finally {
            writer.release();
            frame.release();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {160, 255, 640})
    void a_Python_client_gets_every_frame_of_a_file(int width) throws Exception {
        for (String python : Requirements.pythons("numpy")) {
            Recorder recorder = new Recorder();
            try (ServerSocket listening = listen();
                    PythonPeer client = PythonPeer.start(python, "article_client.py", "127.0.0.1",
                            listening.getLocalPort())) {
                try (Socket socket = listening.accept()) {
                    long sent = new StreamLoop(width, recorder.around(new PickleEncoder()))
                            .run(onceThrough(), new MessageWriter(socket.getOutputStream())::write);
                    assertThat(sent).isEqualTo(videoFrames).isGreaterThanOrEqualTo(FRAMES);
                }
                assertThat(client.rest()).as(python).isEqualTo(recorder.frames);
            }
        }
    }

    @Test
    void two_Python_clients_watch_a_broadcast() throws Exception {
        for (String python : Requirements.pythons("numpy")) {
            Recorder recorder = new Recorder();
            StreamLoop loop = new StreamLoop(320, recorder.around(new PickleEncoder()));
            ServerSocket listening = listen();
            int port = listening.getLocalPort();
            try (Broadcast broadcast = new Broadcast(new PatternSource(640, 480, 60), loop, new byte[0],
                            Duration.ofSeconds(5), new Silent());
                    ViewerServer server = new ViewerServer(listening, 5, broadcast);
                    Background<Void> accepting = Background.run("accept", server::run);
                    PythonPeer first = PythonPeer.start(python, "article_client.py", "127.0.0.1", port, FRAMES);
                    PythonPeer second = PythonPeer.start(python, "article_client.py", "127.0.0.1", port, FRAMES)) {
                for (PythonPeer client : List.of(first, second)) {
                    List<String> seen = client.rest();
                    assertThat(seen).as(python).hasSize(FRAMES);
                    assertThat(List.copyOf(recorder.frames)).as(python).containsSubsequence(seen);
                }
                assertThat(accepting.isDone()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {160, 255, 640})
    void a_Python_server_sends_every_frame_of_a_file(int width) throws Exception {
        for (String python : Requirements.pythons("numpy", "cv2")) {
            assertAllReceived(videoFrames, python, video, width);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"article", "protocol5", "columns", "columns5", "readonly5", "slice"})
    void a_Python_server_sends_frames_in_every_form(String form) throws Exception {
        for (String python : Requirements.pythons("numpy")) {
            assertAllReceived(20, python, "320x240", 0, form);
            assertAllReceived(20, python, "5x3", 0, form);
        }
    }

    private static void assertAllReceived(int frames, String python, Object... arguments) throws Exception {
        Recorder recorder = new Recorder();
        try (PythonPeer server = PythonPeer.start(python, "article_server.py", arguments)) {
            Socket socket = new Socket(LOOPBACK, Integer.parseInt(server.line()));
            long shown = new ReceiveLoop(recorder.around(new PickleDecoder()), new Nowhere(), Duration.ofSeconds(10))
                    .run(socket);
            assertThat(shown).as(python).isEqualTo(frames);
            assertThat(recorder.frames).as(python).isEqualTo(server.rest());
        }
    }

    @Test
    void a_surprise_works_on_the_article_and_not_on_us() throws Exception {
        for (String python : Requirements.pythons("numpy")) {
            Path file = folder.resolve("surprise.txt");
            try (PythonPeer server = PythonPeer.start(python, "surprise_server.py", file)) {
                Socket socket = new Socket(LOOPBACK, Integer.parseInt(server.line()));
                ReceiveLoop loop = new ReceiveLoop(new PickleDecoder(), new Nowhere(), Duration.ofSeconds(10));
                assertThatThrownBy(() -> loop.run(socket)).isExactlyInstanceOf(BadFrameException.class)
                        .hasMessageMatching("this pickle asks for _?io\\.open: refused; frames never need that");
                assertThat(socket.isClosed()).isTrue();
            }
            assertThat(file).doesNotExist();
            try (PythonPeer server = PythonPeer.start(python, "surprise_server.py", file);
                    PythonPeer client = PythonPeer.start(python, "article_client.py", "127.0.0.1", server.line())) {
                client.rest();
            }
            assertThat(file).as("what pickle.loads has done").exists();
            Files.delete(file);
        }
    }

    private static ServerSocket listen() throws IOException {
        ServerSocket listening = new ServerSocket(0, 5, LOOPBACK);
        listening.setSoTimeout(30_000);
        return listening;
    }

    /** The file, as fast as it goes, and not from the start again. */
    private static FrameSource onceThrough() {
        return () -> {
            Capture capture = new FileSource(video, 10_000).open();
            return new Capture() {
                private int left = videoFrames;

                @Override
                public boolean read(Mat frame) throws IOException {
                    return left-- > 0 && capture.read(frame);
                }

                @Override
                public void close() throws IOException {
                    capture.close();
                }
            };
        };
    }

    /** Writes down every frame that passes, as the Python programs print it. */
    private static final class Recorder {

        final List<String> frames = Collections.synchronizedList(new ArrayList<>());

        private void record(Mat frame) {
            String channels = frame.channels() == 1 ? "" : ", " + frame.channels();
            frames.add("uint8 (" + frame.rows() + ", " + frame.cols() + channels + ") "
                    + Pictures.sha256(Pictures.pixels(frame)));
        }

        FrameEncoder around(FrameEncoder encoder) {
            return new FrameEncoder() {
                @Override
                public byte[] encode(Mat frame) throws IOException {
                    record(frame);
                    return encoder.encode(frame);
                }

                @Override
                public void close() {
                    encoder.close();
                }
            };
        }

        FrameDecoder around(FrameDecoder decoder) {
            return (ByteBuffer payload, Mat frame) -> {
                decoder.decode(payload, frame);
                record(frame);
            };
        }
    }

    private static final class Nowhere implements View {

        @Override
        public void show(BufferedImage picture) {
        }

        @Override
        public void standsStill(Duration age) {
        }

        @Override
        public boolean isStopped() {
            return false;
        }

        @Override
        public void onStop(Runnable action) {
        }

        @Override
        public void close() {
        }
    }

    private static final class Silent implements ServerEvents {

        @Override
        public void arrived(SocketAddress viewer) {
        }

        @Override
        public void refused(SocketAddress viewer) {
        }

        @Override
        public void left(SocketAddress viewer, long sent, long skipped, String reason) {
        }

        @Override
        public void sourceEnded() {
        }

        @Override
        public void sourceFailed(String reason) {
        }
    }
}
