package framebyframe.tryit;

import framebyframe.client.ImageDecoder;
import framebyframe.client.ReceiveLoop;
import framebyframe.client.ServerAddress;
import framebyframe.client.VideoWindow;
import framebyframe.client.View;
import framebyframe.opencv.OpenCvLibrary;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** To see lesson 4 run: your own viewer. The argument is a server's HOST or HOST:PORT. */
public final class Viewer {

    private static final int PORT = 9999;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Viewer() {
    }

    /** @param args {@code HOST} or {@code HOST:PORT}; 127.0.0.1:9999 if there is none */
    public static void main(String[] args) {
        try {
            watch(ServerAddress.parse(args.length == 0 ? "127.0.0.1" : args[0], PORT));
        } catch (UnsupportedOperationException e) {
            System.out.println("Not yet: " + e.getMessage());
        } catch (IllegalArgumentException | IOException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void watch(ServerAddress address) throws IOException {
        OpenCvLibrary.load();
        Socket socket = address.connect(CONNECT_TIMEOUT);
        System.out.println("connected to " + address);
        try (View view = VideoWindow.isPossible() ? new VideoWindow("RECEIVING VIDEO") : new TerminalView()) {
            long frames = new ReceiveLoop(new ImageDecoder(), view, PATIENCE).run(socket);
            System.out.println("the end, after " + frames + " frames");
        }
    }
}
