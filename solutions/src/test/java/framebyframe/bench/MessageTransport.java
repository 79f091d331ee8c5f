package framebyframe.bench;

import framebyframe.framing.MessageReader;
import framebyframe.framing.MessageWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * One end of a connection for messages at full speed: {@code send BYTES MILLIS} prints its port, {@code receive BYTES
 * PORT} prints how many messages a second came. Each carries its number, and the receiver looks.
 */
final class MessageTransport {

    private MessageTransport() {
    }

    public static void main(String[] args) throws IOException {
        FullSpeed.end(args, MessageTransport::send, MessageTransport::receive);
    }

    private static void send(int size, int millis) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println(listening.getLocalPort());
            try (Socket socket = listening.accept()) {
                MessageWriter writer = new MessageWriter(socket.getOutputStream());
                byte[] payload = new byte[size];
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
                for (long number = 0; System.nanoTime() - end < 0; number++) {
                    ByteBuffer.wrap(payload).putLong(number);
                    writer.write(payload);
                }
            }
        }
    }

    private static void receive(int size, int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            MessageReader reader = new MessageReader(socket.getInputStream(), MessageReader.DEFAULT_LIMIT);
            System.out.println(FullSpeed.perSecond(new FullSpeed.Incoming() {
                private long number;

                @Override
                public boolean next() throws IOException {
                    if (!reader.next()) {
                        return false;
                    }
                    if (reader.payload().remaining() != size || reader.payload().getLong() != number) {
                        throw new IOException("this is not message " + number);
                    }
                    number++;
                    return true;
                }
            }));
        }
    }
}
