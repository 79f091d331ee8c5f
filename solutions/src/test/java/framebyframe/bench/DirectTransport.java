package framebyframe.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * What a C program could do: the same as {@link RawTransport}, but the system reads from, and writes to, the very buffer
 * that is given to it. With a socket's streams Java copies every byte once more at either end.
 */
final class DirectTransport {

    private DirectTransport() {
    }

    public static void main(String[] args) throws IOException {
        FullSpeed.end(args, DirectTransport::send, DirectTransport::receive);
    }

    private static void send(int size, int millis) throws IOException {
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            System.out.println(listening.socket().getLocalPort());
            try (SocketChannel socket = listening.accept()) {
                ByteBuffer bytes = ByteBuffer.allocateDirect(size);
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
                while (System.nanoTime() - end < 0) {
                    socket.write(bytes.clear());
                }
            }
        }
    }

    private static void receive(int size, int port) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (SocketChannel socket = SocketChannel.open(server)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(size);
            System.out.println(FullSpeed.perSecond(() -> {
                bytes.clear();
                while (bytes.hasRemaining()) {
                    if (socket.read(bytes) == -1) {
                        return false;
                    }
                }
                return true;
            }));
        }
    }
}
