package framebyframe.framing;

import java.io.IOException;
import java.io.InputStream;

/**
 * Exercise 2.3: puts together what the network cut apart.
 *
 * <p>The article: {@code while len(data) < msg_size: data += client_socket.recv(4 * 1024)}, which never ends when the
 * stream does.
 *
 * <pre>
 *   sent by one write:        [ 0 1 2 3 4 5 6 7 8 9 ]
 *   received by three reads:  [ 0 1 2 ] [ 3 4 5 6 7 8 ] [ 9 ]
 *                               n = 3     n = 6           n = 1
 * </pre>
 */
public final class ReassemblyLoop {

    private ReassemblyLoop() {
    }

    /**
     * Fills the buffer's first {@code count} bytes from the stream, in as many reads as it takes; each asks for all
     * that is missing.
     *
     * @param in where the bytes come from; never read beyond {@code count} bytes
     * @param buffer where they go; bytes after {@code count} stay as they are
     * @param count how many bytes are wanted, 0 to {@code buffer.length}
     * @return {@code count}, or fewer if the stream ended before: the number of bytes that came
     * @throws IOException if the connection breaks
     */
    public static int fill(InputStream in, byte[] buffer, int count) throws IOException {
        int received = 0;
        while (received < count) {
            int n = in.read(buffer, received, count - received);
            if (n == -1) {
                break; // the other side has closed: nothing more will ever come
            }
            received += n;
        }
        return received;
    }
}
