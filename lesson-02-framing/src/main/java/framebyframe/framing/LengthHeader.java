package framebyframe.framing;

/**
 * Exercises 2.1 and 2.2: the header in front of every payload, which says how many bytes the payload has.
 *
 * <p>Eight bytes, an unsigned number, the lowest byte first. Python: {@code struct.pack("Q", n)} on x86 and ARM
 * machines. 230,564 (hexadecimal 3 84 A4) is
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
        throw new UnsupportedOperationException("Exercise 2.1: write the length as eight bytes, the lowest first;"
                + " the drawing above shows an example, java.nio.ByteBuffer or >>> and & can do it.");
    }

    /**
     * Exercise 2.2: reads a header and checks it, before anybody reserves memory for the payload.
     *
     * @param header eight bytes, the lowest first
     * @param limit the most bytes that a payload may have, 0 or more
     * @return the payload's length in bytes, 0 to {@code limit}
     * @throws MessageTooLargeException if the header announces more than that, with {@link #diagnose}'s sentence
     */
    public static int decode(byte[] header, int limit) throws MessageTooLargeException {
        throw new UnsupportedOperationException("Exercise 2.2: read the eight bytes as an unsigned number, and refuse"
                + " it if it is over the limit; see the exception's constructor and Long.compareUnsigned.");
    }

    /**
     * Exercise 2.2: says what a header that announces too much most likely is.
     *
     * @param header eight bytes
     * @param limit the most bytes that a payload may have
     * @return a sentence for the user. If all eight bytes are printable ASCII, line ends or tabs, it contains the
     *     word "text", the bytes as text and "HTTP". Otherwise, if the number read in the opposite byte order is
     *     within the limit, it contains the words "opposite byte order" and that number. Otherwise, "too large"
     */
    public static String diagnose(byte[] header, int limit) {
        throw new UnsupportedOperationException("Exercise 2.2: say what these eight bytes most likely are: text, a"
                + " number in the opposite byte order, or simply too large; the Javadoc above has the words.");
    }
}
