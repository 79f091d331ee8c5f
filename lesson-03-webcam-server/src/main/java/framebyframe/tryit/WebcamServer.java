package framebyframe.tryit;

import framebyframe.opencv.OpenCvLibrary;
import framebyframe.server.Broadcast;
import framebyframe.server.CameraSource;
import framebyframe.server.FileSource;
import framebyframe.server.FrameSource;
import framebyframe.server.ImageEncoder;
import framebyframe.server.ImageFormat;
import framebyframe.server.PatternSource;
import framebyframe.server.ServerEvents;
import framebyframe.server.StreamLoop;
import framebyframe.server.ViewerServer;
import framebyframe.sockets.Listener;
import framebyframe.sockets.SocketAddresses;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.time.Duration;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Your own server: your resizer, encoder, stream loop, accept loop and mailbox at work. Arguments: what to show
 * ({@code pattern}, {@code camera:0} or a video file; the pattern if there is none) and the port (9999). Ctrl-C ends
 * it.
 */
public final class WebcamServer {

    private static final int WIDTH = 320;
    private static final int QUALITY = 80;
    private static final int MAX_VIEWERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private WebcamServer() {
    }

    /** Runs the server. */
    public static void main(String[] args) throws IOException {
        FrameSource source = source(args.length > 0 ? args[0] : "pattern");
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9999;
        try {
            run(source, port);
        } catch (UnsupportedOperationException notDone) {
            System.err.println("Not yet: " + notDone.getMessage());
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
    }

    private static FrameSource source(String name) {
        if (name.equals("pattern")) {
            return new PatternSource(640, 480, 30);
        }
        return name.startsWith("camera:")
                ? new CameraSource(Integer.parseInt(name.substring("camera:".length())), 30)
                : new FileSource(name, Double.POSITIVE_INFINITY);
    }

    private static void run(FrameSource source, int port) throws IOException {
        OpenCvLibrary.load();
        source.open().close(); // so that a missing camera is noticed now, not when the first viewer comes
        ServerSocket listening = new ServerSocket();
        Listener.listen(listening, SocketAddresses.of("127.0.0.1", port));
        ImageEncoder encoder = new ImageEncoder(ImageFormat.JPG, QUALITY); // in use until the program ends
        byte[] refusal = encoder.encode(noRoom());
        Broadcast broadcast = new Broadcast(source, new StreamLoop(WIDTH, encoder), refusal, PATIENCE, new Console());
        ViewerServer server = new ViewerServer(listening, MAX_VIEWERS, broadcast);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, broadcast), "stop")); // Ctrl-C
        System.out.println("LISTENING AT: " + listening.getLocalSocketAddress() + ", showing " + source);
        server.run();
    }

    private static Mat noRoom() {
        Mat picture = new Mat(240, WIDTH, CvType.CV_8UC3, new Scalar(64, 64, 64));
        Imgproc.putText(picture, "No room: " + MAX_VIEWERS + " are watching", new Point(16, 124),
                Imgproc.FONT_HERSHEY_SIMPLEX, 0.6, new Scalar(255, 255, 255), 1, Imgproc.LINE_AA);
        return picture;
    }

    private static void stop(ViewerServer server, Broadcast broadcast) {
        try {
            server.close();
            broadcast.close();
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
    }

    /** Says what happens, a line for each event. */
    private static final class Console implements ServerEvents {

        @Override
        public void arrived(SocketAddress viewer) {
            System.out.println("GOT CONNECTION FROM: " + viewer);
        }

        @Override
        public void refused(SocketAddress viewer) {
            System.out.println("NO ROOM FOR: " + viewer);
        }

        @Override
        public void left(SocketAddress viewer, long sent, long skipped, String reason) {
            System.out.println("LEFT: " + viewer + ", " + reason + "; it was sent " + sent
                    + " frames and was too slow for " + skipped);
        }

        @Override
        public void sourceEnded() {
            System.out.println("no more frames");
        }

        @Override
        public void sourceFailed(String reason) {
            System.out.println("NO PICTURE: " + reason);
        }
    }
}
