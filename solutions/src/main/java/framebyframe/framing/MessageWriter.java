package framebyframe.framing;

import java.io.BufferedOutputStream;
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

    private final OutputStream out;

    /** @param out where the messages go; never closed by this class */
    public MessageWriter(OutputStream out) {
        this.out = new BufferedOutputStream(out); // gathers the header and a small payload into one write
    }

    /**
     * Writes one message and sends it off, header and payload with one flush.
     *
     * @param payload 0 bytes or more
     * @throws IOException if the connection breaks
     */
    public void write(byte[] payload) throws IOException {
        out.write(LengthHeader.encode(payload.length));
        out.write(payload);
        out.flush();
    }
}
