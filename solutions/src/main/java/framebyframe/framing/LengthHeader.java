package framebyframe.framing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Exercises 2.1 and 2.2: the header in front of every payload, which says how many bytes the payload has.
 *
 * <p>Eight bytes, an unsigned number, the lowest byte first ("little-endian"). Python: {@code struct.pack("Q", n)} on
 * x86 and ARM machines; {@code "Q"} alone means the machine's own byte order, {@code "<Q"} says it explicitly. 230,564
 * (hexadecimal 3 84 A4) is
 *
 * <pre>
 *   byte      0    1    2    3    4    5    6    7
 *           +----+----+----+----+----+----+----+----+
 *           | A4 | 84 | 03 | 00 | 00 | 00 | 00 | 00 |
 *           +----+----+----+----+----+----+----+----+
 *   worth     1   256  256²  256³ ...
 * </pre>
 */
public final class LengthHeader {

    /** The header's own length in bytes: Python's {@code struct.calcsize("Q")}. */
    public static final int SIZE = 8;

    private LengthHeader() {
    }

    /**
     * Exercise 2.1: writes a length as a header.
     *
     * @param length in bytes, 0 or more
     * @return eight bytes, the lowest first
     * @throws IllegalArgumentException if the length is negative; its message names that length
     */
    public static byte[] encode(long length) {
        if (length < 0) {
            throw new IllegalArgumentException("a length of " + length + " bytes: it cannot be negative");
        }
        return ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    }

    /**
     * Exercise 2.2: reads a header and checks it, before anybody reserves memory for the payload.
     *
     * @param header eight bytes, the lowest first
     * @param limit the most bytes that a payload may have, 0 or more
     * @return the payload's length in bytes, 0 to {@code limit}
     * @throws MessageTooLargeException if the header announces more than that
     */
    public static int decode(byte[] header, int limit) throws MessageTooLargeException {
        long length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (Long.compareUnsigned(length, limit) > 0) {
            throw new MessageTooLargeException(length, limit, diagnose(header, limit));
        }
        return (int) length; // nothing is lost: the limit is an int
    }

    /**
     * Exercise 2.2: says what a header that announces too much most likely is.
     *
     * @param header eight bytes
     * @param limit the most bytes that a payload may have
     * @return a sentence for the user: the peer speaks a text protocol, writes the highest byte first, or neither
     */
    public static String diagnose(byte[] header, int limit) {
        String text = new String(header, StandardCharsets.ISO_8859_1);
        if (text.matches("[\\x20-\\x7E\\r\\n\\t]{8}")) {
            return "these bytes are text, \"" + text.strip() + "\": the peer speaks another protocol, such as HTTP";
        }
        long swapped = ByteBuffer.wrap(header).order(ByteOrder.BIG_ENDIAN).getLong();
        if (Long.compareUnsigned(swapped, limit) <= 0) {
            return "read in the opposite byte order it is " + swapped + ": the peer writes the highest byte first";
        }
        return "too large for a frame; is the peer a frame-by-frame server?";
    }
}
