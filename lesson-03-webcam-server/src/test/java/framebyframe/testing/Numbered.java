package framebyframe.testing;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Stands for encoded frames where only their number matters. */
public final class Numbered {

    private Numbered() {
    }

    /** A payload with a number in it; its length varies, as that of real ones does. */
    public static byte[] frame(int number) {
        return ByteBuffer.allocate(4 + number % 5).putInt(number).array();
    }

    /** The number in a payload. */
    public static int number(byte[] frame) {
        return ByteBuffer.wrap(frame).getInt();
    }

    /** For people: {@code frame 3} or {@code empty}. */
    public static String name(Optional<byte[]> frame) {
        return frame == null ? "null" : frame.map(bytes -> "frame " + number(bytes)).orElse("empty");
    }
}
