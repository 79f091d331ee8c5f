package framebyframe.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Two sockets that are connected to each other on this machine: what one writes, the other reads.
 *
 * @param client the side that called {@code connect}
 * @param server the side that {@code accept} returned
 */
public record SocketPair(Socket client, Socket server) implements Closeable {

    /** Opens a pair. */
    public static SocketPair open() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Socket client = new Socket(listening.getInetAddress(), listening.getLocalPort());
            return new SocketPair(client, listening.accept());
        }
    }

    /** Closes both sides. */
    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
