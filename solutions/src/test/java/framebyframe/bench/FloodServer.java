package framebyframe.bench;

import framebyframe.framing.MessageWriter;
import framebyframe.server.ViewerHandler;
import framebyframe.server.ViewerServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A server that sends messages to all of its viewers as fast as they take them, a thread for each: {@code BYTES} is a
 * message's size. It prints its port, and ends when it is told anything.
 */
final class FloodServer implements ViewerHandler {

    /** What the kit's own server asks the system for. */
    private static final int SEND_BUFFER = 64 * 1024;

    private final byte[] payload;

    private FloodServer(int size) {
        payload = new byte[size];
    }

    public static void main(String[] args) throws IOException {
        ServerSocket listening = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        try (ViewerServer server = new ViewerServer(listening, 1_000, new FloodServer(Integer.parseInt(args[0])))) {
            Thread accepting = new Thread(() -> accept(server));
            accepting.setDaemon(true);
            accepting.start();
            System.out.println(listening.getLocalPort());
            System.in.read();
        }
    }

    private static void accept(ViewerServer server) {
        try {
            server.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void serve(Socket viewer) throws IOException {
        viewer.setSendBufferSize(SEND_BUFFER);
        viewer.setTcpNoDelay(true);
        MessageWriter writer = new MessageWriter(viewer.getOutputStream());
        while (!viewer.isClosed()) {
            writer.write(payload);
        }
    }

    @Override
    public void refuse(Socket viewer) {
        throw new IllegalStateException("there is room for a thousand");
    }
}
