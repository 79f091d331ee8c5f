package framebyframe.tryit;

import framebyframe.framing.LengthHeader;
import framebyframe.framing.MessageReader;
import framebyframe.framing.MessageWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Sends one message as large as an uncompressed frame of 320 x 240 over a connection of this machine, through your own
 * MessageWriter and MessageReader, and draws the chunks in which it arrived.
 */
public final class Chunks {

    private static final int FRAME = 320 * 240 * 3;
    private static final int WIDTH = 48;

    /** Draws each chunk that a read returns: where its bytes belong in the message. */
    private static final class Drawing extends FilterInputStream {

        private int before;
        private int reads;

        Drawing(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            reads++;
            if (n > 0) {
                int from = column(before);
                int to = Math.max(from + 1, column(before + n));
                System.out.printf("%5d %8d %8d  |%s%s%s|%n", reads, length, n, " ".repeat(from), "#".repeat(to - from),
                        " ".repeat(WIDTH - to));
                before += n;
            }
            return n;
        }

        private static int column(int position) {
            return (int) ((long) position * (WIDTH - 1) / (FRAME + LengthHeader.SIZE));
        }
    }

    private Chunks() {
    }

    /** Needs no arguments. */
    public static void main(String[] args) throws Exception {
        System.out.println("One message: a header of 8 bytes and a payload of " + FRAME + ".");
        System.out.println("Sent by one call of write. It arrives like this:");
        System.out.println();
        System.out.println(" read   wanted     came   where the bytes belong in the message");
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket viewer = new Socket(listening.getInetAddress(), listening.getLocalPort());
                Socket server = listening.accept()) {
            Thread sender = new Thread(() -> send(server), "sender");
            sender.setDaemon(true);
            sender.start();
            Drawing drawing = new Drawing(viewer.getInputStream());
            MessageReader reader = new MessageReader(drawing, MessageReader.DEFAULT_LIMIT);
            boolean came = reader.next();
            System.out.println();
            System.out.println(came && reader.payload().remaining() == FRAME
                    ? "Whole again after " + drawing.reads + " reads. Run it once more: the chunks may differ."
                    : "The message did not come whole: is mvn test -pl lesson-02-framing content?");
        } catch (UnsupportedOperationException e) {
            System.out.println("Not yet: " + e.getMessage());
        }
    }

    private static void send(Socket server) {
        try (server) {
            new MessageWriter(server.getOutputStream()).write(new byte[FRAME]);
        } catch (UnsupportedOperationException e) {
            System.out.println("Not yet: " + e.getMessage());
        } catch (IOException e) {
            return; // the reader has stopped, and says why
        }
    }
}
