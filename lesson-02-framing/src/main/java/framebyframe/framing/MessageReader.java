package framebyframe.framing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Exercise 2.5: reads messages, one after the other, as {@link MessageWriter} writes them.
 *
 * <p>The article's client does it with the two loops inside {@code while True}.
 *
 * <pre>{@code
 * MessageReader reader = new MessageReader(socket.getInputStream(), MessageReader.DEFAULT_LIMIT);
 * while (reader.next()) {
 *     use(reader.payload());
 * }
 * }</pre>
 */
public final class MessageReader {

    /** 64 MiB: more than a 4K picture without compression (24 MiB), and still safe to allocate. */
    public static final int DEFAULT_LIMIT = 64 * 1024 * 1024;

    final InputStream in;
    final int limit;

    /**
     * @param in where the messages come from, read in large pieces already, so it needs no buffer; never closed by
     *     this class
     * @param limit the most bytes that a payload may have, 0 or more
     */
    public MessageReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Reads the next message, and waits for it if need be. Memory is reserved for as many bytes as the header
     * announces, and only if the payload is longer than all before it.
     *
     * @return true if there is one: {@link #payload()} has it; false if the stream has ended where it may, between two
     *     messages
     * @throws TruncatedMessageException if the stream ended inside a message
     * @throws MessageTooLargeException if a header announces more than the limit; nothing was allocated for it
     * @throws IOException if the connection breaks
     */
    public boolean next() throws IOException {
        throw new UnsupportedOperationException("Exercise 2.5: read a header and then its payload, with your"
                + " ReassemblyLoop and LengthHeader, and tell the two kinds of end apart; see @return and @throws.");
    }

    /**
     * The payload of the message that {@link #next()} has read.
     *
     * @return its bytes, from position 0 to the limit; valid until the next call of {@link #next()}, which uses the
     *     same memory again
     */
    public ByteBuffer payload() {
        throw new UnsupportedOperationException("Exercise 2.5: hand out the bytes that next() has read, without"
                + " copying them; see java.nio.ByteBuffer.wrap.");
    }
}
