package framebyframe.framing;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Exercise 2.4: writes messages, a header and a payload each.
 *
 * <p>The article: {@code client_socket.sendall(struct.pack("Q", len(a)) + a)}.
 *
 * <pre>
 *   +------------------+---------------------+------------------+---------------
 *   | header (8 bytes) | payload (n bytes)   | header (8 bytes) | payload ...
 *   |        n         |                     |                  |
 *   +------------------+---------------------+------------------+---------------
 * </pre>
 */
public final class MessageWriter {

    final OutputStream out;

    /** @param out where the messages go; never closed by this class */
    public MessageWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes one message and sends it off, header and payload with one flush: when this method returns, nothing of it
     * waits in a buffer.
     *
     * @param payload 0 bytes or more
     * @throws IOException if the connection breaks
     */
    public void write(byte[] payload) throws IOException {
        throw new UnsupportedOperationException("Exercise 2.4: write the header of exercise 2.1, then the payload, and"
                + " see to it that both leave at once; the methods are those of java.io.OutputStream.");
    }
}
