package framebyframe.testing;

import java.util.Arrays;
import java.util.HexFormat;
import org.assertj.core.api.AbstractAssert;

/**
 * Compares bytes of the wire, and shows a difference as a table: both sides in hexadecimal, the eight bytes of the
 * header and the payload labelled, the first difference marked.
 */
public final class MessageBytes extends AbstractAssert<MessageBytes, byte[]> {

    private static final int HEADER = 8;
    private static final int ROW = 16;

    private String why = "";
    private boolean headers = true;

    private MessageBytes(byte[] actual) {
        super(actual, MessageBytes.class);
    }

    /** Starts an assertion on the bytes of one message, beginning with its header. */
    public static MessageBytes assertThatMessage(byte[] actual) {
        return new MessageBytes(actual);
    }

    /** Starts an assertion on the bytes of a payload, without a header. */
    public static MessageBytes assertThatPayload(byte[] actual) {
        MessageBytes bytes = new MessageBytes(actual);
        bytes.headers = false;
        return bytes;
    }

    /** Why the bytes matter, and what to try next: two sentences without full stops. */
    public MessageBytes because(String reason, String next) {
        why = "Why: " + reason + ".\nTry: " + next + ".";
        return this;
    }

    /** The same, with the expected bytes in hexadecimal: "01 00 ff". */
    public MessageBytes hasBytes(String hex) {
        return hasBytes(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    /** Fails unless all bytes are equal. */
    public MessageBytes hasBytes(byte[] expected) {
        isNotNull();
        int at = Arrays.mismatch(expected, actual);
        if (at >= 0) {
            failWithMessage("%s", difference(expected, at));
        }
        return this;
    }

    private String difference(byte[] expected, int at) {
        int row = headers && at < HEADER ? 0 : (at - start()) / ROW * ROW + start();
        int end = headers && at < HEADER ? HEADER : row + ROW;
        String place = headers && at < HEADER ? "byte " + at + " of the header"
                : "byte " + (at - start()) + " of the payload";
        String what = at >= actual.length ? place + " is missing, and all after it"
                : at >= expected.length ? place + " is one too many" : place + " is wrong";
        String label = headers && at < HEADER ? "header  " : "payload ";
        String from = row == 0 || row == start() ? "" : "payload from byte " + (row - start()) + ":\n";
        String caret = " ".repeat(label.length() + "expected ".length() + 3 * (at - row)) + "^^";
        String count = expected.length == actual.length ? "" : " (" + expected.length + " bytes were expected, "
                + actual.length + " came)";
        return what + count + ":\n" + from
                + label + "expected " + hex(expected, row, end) + "\n"
                + label + "came     " + hex(actual, row, end) + "\n"
                + caret + (why.isEmpty() ? "" : "\n" + why);
    }

    private int start() {
        return headers ? HEADER : 0;
    }

    private static String hex(byte[] bytes, int from, int to) {
        if (from >= bytes.length) {
            return "(nothing)";
        }
        String more = to < bytes.length ? " ..." : "";
        return HexFormat.ofDelimiter(" ").formatHex(bytes, from, Math.min(to, bytes.length)) + more;
    }
}
