package framebyframe.framing;

import static framebyframe.testing.MessageBytes.assertThatMessage;
import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.testing.Expect;
import framebyframe.testing.LessonClasses;
import framebyframe.testing.MessageBytes;
import framebyframe.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(21)
@DisplayName("2.1 write the header")
class Exercise21WriteTheHeaderTest {

    // The expected bytes are what Python printed: struct.pack("Q", 1).hex(" ") and so on.

    @Test
    @Order(1)
    void the_lowest_byte_comes_first() {
        assertThatHeader(1)
                .because("Python's struct.pack(\"Q\", 1) puts the 1 into the first byte",
                        "Java writes the highest byte first, unless you ask for the other order: look for ByteOrder,"
                                + " or put (byte) length into the first of the eight bytes")
                .hasBytes("01 00 00 00 00 00 00 00");
    }

    @Test
    @Order(2)
    void an_empty_payload_has_a_header_too() {
        assertThatHeader(0)
                .because("a header has eight bytes whatever it says; the reader waits for all of them",
                        "no special case is needed for 0")
                .hasBytes("00 00 00 00 00 00 00 00");
    }

    @Test
    @Order(3)
    void a_frame_of_230564_bytes_is_announced_as_python_does_it() {
        assertThatHeader(230_564)
                .because("230564 is 164 + 132 * 256 + 3 * 256 * 256, in hexadecimal a4, 84 and 3",
                        "every byte is worth 256 times the one before it: shift by 8 bits for each")
                .hasBytes("a4 84 03 00 00 00 00 00");
    }

    @Test
    @Order(4)
    void each_byte_has_its_own_place() {
        assertThatHeader(0x0807060504030201L)
                .because("in this length every byte is another one, so a swapped or lost byte shows",
                        "length is a long: an int in between keeps only four of its bytes")
                .hasBytes("01 02 03 04 05 06 07 08");
    }

    @Test
    @Order(5)
    void the_longest_length_fits() {
        assertThatHeader(Long.MAX_VALUE)
                .because("all eight bytes count, up to 9223372036854775807",
                        "to get one byte of a long, shift it down and keep the lowest 8 bits: (byte) (length >>> 56)")
                .hasBytes("ff ff ff ff ff ff ff 7f");
    }

    @Test
    @Order(6)
    void any_other_length_is_written_as_well() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            long length = random.nextLong() >>> 1 + random.nextInt(60);
            assertThatHeader(length)
                    .because("this is the length " + length + ", one of many drawn with new Random(" + seed + "L)",
                            "write one rule for all eight bytes, not one for each length that a test names")
                    .hasBytes(Wire.header(length));
        }
    }

    @Test
    @Order(7)
    void a_negative_length_is_refused() {
        for (long length : new long[] {-1, -1 - new Random().nextInt(1_000_000), Long.MIN_VALUE}) {
            IllegalArgumentException refusal = Expect.thrown(IllegalArgumentException.class,
                    "Why: the header is unsigned, so the reader would take " + length + " for "
                            + Long.toUnsignedString(length) + " bytes.\nTry: look at the length before you write"
                            + " anything", () -> LengthHeader.encode(length));
            assertThat(refusal).as("the exception's message should name the length that was refused, " + length
                    + ": whoever reads it in a log wants to know what was wrong; give the constructor a text with the"
                    + " length in it").hasMessageContaining("" + length);
        }
    }

    @Test
    @Order(8)
    void each_header_is_an_array_of_its_own() {
        byte[] first = LengthHeader.encode(1);
        LengthHeader.encode(2);
        assertThatMessage(first)
                .because("this is the header of 1, and it has changed while the header of 2 was made: two threads that"
                        + " send at once would get each other's lengths",
                        "make a new array for each header, and keep none in a field")
                .hasBytes("01 00 00 00 00 00 00 00");
    }

    @Test
    @Order(9)
    void the_order_is_that_of_the_protocol_not_of_the_machine() {
        assertThatHeader(1).hasBytes("01 00 00 00 00 00 00 00");
        LessonClasses.mustNotUse(LengthHeader.class, "java\\.nio\\.ByteOrder\\.nativeOrder", "Exercise 2.1: no"
                + " ByteOrder.nativeOrder(): it is the order of this machine, as Python's \"Q\" is; a machine with the"
                + " other order would read and write other headers. Ask for the order by its name");
    }

    private static MessageBytes assertThatHeader(long length) {
        byte[] header = Expect.returned("Why: every length from 0 to 9223372036854775807 can be written, and that of an"
                + " empty payload is 0.\nTry: refuse only lengths below 0", () -> LengthHeader.encode(length));
        if (header != null && header.length > 0 && new String(header, StandardCharsets.US_ASCII).matches("[\\d ]+")) {
            throw new AssertionError("the header of " + length + " is a text of digits:\n"
                    + HexFormat.ofDelimiter(" ").formatHex(header) + "\nWhy: the byte 31 is the character 1, and means"
                    + " 49; the other side expects a number of eight bytes.\nTry: ByteBuffer.putLong, or (byte) length"
                    + " for the first byte and so on");
        }
        if (header != null && header.length != 8) {
            throw new AssertionError("the header of " + length + " has " + header.length + " bytes:\n"
                    + HexFormat.ofDelimiter(" ").formatHex(header) + "\nWhy: the reader waits for eight, whatever the"
                    + " length; with fewer it takes the payload's first bytes for the rest.\nTry: a long has eight"
                    + " bytes, an int four; LengthHeader.SIZE is 8");
        }
        if (header != null && header.length == 8 && Arrays.equals(header, 0, 4, header, 4, 8)
                && !Arrays.equals(header, new byte[8])) {
            throw new AssertionError("the lower four bytes come twice in the header of " + length + ":\n"
                    + HexFormat.ofDelimiter(" ").formatHex(header) + "\nWhy: an int has 32 bits, and shifting it by 32"
                    + " is shifting it by 0.\nTry: shift the long itself, without an int in between");
        }
        return assertThatMessage(header);
    }
}
