// Given: finished code that this lesson builds on. Nothing to do here.
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

    private final InputStream in;
    private final int limit;
    private final byte[] header = new byte[LengthHeader.SIZE];
    private byte[] buffer = new byte[0];
    private int length;

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
        int received = ReassemblyLoop.fill(in, header, LengthHeader.SIZE);
        if (received == 0) {
            return false;
        }
        requireWhole("header", received, LengthHeader.SIZE);
        length = LengthHeader.decode(header, limit);
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        requireWhole("payload", ReassemblyLoop.fill(in, buffer, length), length);
        return true;
    }

    /**
     * The payload of the message that {@link #next()} has read.
     *
     * @return its bytes, from position 0 to the limit; valid until the next call of {@link #next()}, which uses the
     *     same memory again
     */
    public ByteBuffer payload() {
        return ByteBuffer.wrap(buffer, 0, length);
    }

    private static void requireWhole(String part, int received, int expected) throws TruncatedMessageException {
        if (received < expected) {
            throw new TruncatedMessageException(part, received, expected);
        }
    }
}
