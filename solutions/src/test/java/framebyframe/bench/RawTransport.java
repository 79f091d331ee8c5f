package framebyframe.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** The limit: the same sockets as in {@link MessageTransport}, and nothing but bytes, {@code BYTES} in each write. */
final class RawTransport {

    private RawTransport() {
    }

    public static void main(String[] args) throws IOException {
        FullSpeed.end(args, RawTransport::send, RawTransport::receive);
    }

    private static void send(int size, int millis) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println(listening.getLocalPort());
            try (Socket socket = listening.accept()) {
                OutputStream out = socket.getOutputStream();
                byte[] bytes = new byte[size];
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
                while (System.nanoTime() - end < 0) {
                    out.write(bytes);
                }
            }
        }
    }

    private static void receive(int size, int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            InputStream in = socket.getInputStream();
            byte[] bytes = new byte[size];
            System.out.println(FullSpeed.perSecond(() -> in.readNBytes(bytes, 0, size) == size));
        }
    }
}
