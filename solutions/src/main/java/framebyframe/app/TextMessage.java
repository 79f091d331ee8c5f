package framebyframe.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A line of text, which travels as the payload of a message: a byte 0, with which no image begins, and UTF-8.
 *
 * <pre>
 *   header: 3 bytes follow                     payload: 0, then "Hi"
 *   +----+----+----+----+----+----+----+----+  +----+----+----+
 *   | 03 | 00 | 00 | 00 | 00 | 00 | 00 | 00 |  | 00 | 48 | 69 |
 *   +----+----+----+----+----+----+----+----+  +----+----+----+
 * </pre>
 *
 * <p>Whoever has sent a text understands texts. The empty one says that and nothing else: it is the greeting.
 *
 * @param line what it says: letters alone
 */
record TextMessage(String line) {

    /** The most bytes that its payload may have. */
    static final int LIMIT = 1_000;

    /**
     * Makes one line of letters of it. What would move a terminal's cursor, change its colours, begin a new line or
     * turn the direction of writing, all of Unicode's categories "other" and "separator", becomes a space.
     */
    TextMessage {
        line = line.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
    }

    /** True if this payload is a text; else it is a frame. */
    static boolean isOne(ByteBuffer payload) {
        return payload.hasRemaining() && payload.get(payload.position()) == 0;
    }

    /**
     * Reads a text from somebody we do not know.
     *
     * @throws IOException if it is too long
     */
    static TextMessage decode(ByteBuffer payload) throws IOException {
        if (payload.remaining() > LIMIT) {
            throw new IOException("a text of " + payload.remaining() + " bytes: at most " + LIMIT + " are allowed");
        }
        return new TextMessage(StandardCharsets.UTF_8.decode(payload).toString());
    }

    /** Its payload; not to be sent if it is longer than {@value #LIMIT} bytes. */
    byte[] encode() {
        return ('\0' + line).getBytes(StandardCharsets.UTF_8);
    }
}
