package framebyframe.framing;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.testing.Expect;
import framebyframe.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(22)
@DisplayName("2.2 read the header")
class Exercise22ReadTheHeaderTest {

    private static final int LIMIT = 1_000_000;

    @Test
    @Order(1)
    void it_reads_what_python_wrote() {
        String why = "03 02 01 00 ... is struct.pack(\"Q\", 66051), 3 + 2 * 256 + 1 * 65536; read with the highest byte"
                + " first it would be 216736831578832896: ask for the byte order that exercise 2.1 wrote";
        assertThat(accepted("03 02 01 00 00 00 00 00", LIMIT, why)).as(why).isEqualTo(66_051);
    }

    @Test
    @Order(2)
    void a_byte_above_127_is_not_negative() {
        String why = "Java's byte goes from -128 to 127, so if you add the bytes up yourself, take each as"
                + " header[i] & 0xFF";
        assertThat(accepted("a4 84 03 00 00 00 00 00", LIMIT, why))
                .as("a4 84 03 is 164 + 132 * 256 + 3 * 65536; " + why).isEqualTo(230_564);
        assertThat(accepted("ff 80 00 00 00 00 00 00", LIMIT, why)).as("ff 80 is 255 + 128 * 256; " + why)
                .isEqualTo(33_023);
    }

    @Test
    @Order(3)
    void exactly_the_limit_is_allowed() {
        String why = "the limit is the most that is allowed, so 1000000 of 1000000 is not too much; compare with >, not"
                + " with >=";
        assertThat(accepted("40 42 0f 00 00 00 00 00", LIMIT, why)).as(why).isEqualTo(LIMIT);
    }

    @Test
    @Order(4)
    void an_empty_payload_is_allowed() {
        String why = "eight zero bytes announce a payload of 0 bytes: an empty message is a message, and a limit of 0"
                + " allows it";
        assertThat(accepted("00 00 00 00 00 00 00 00", 0, why)).as(why).isZero();
        assertThat(accepted("01 00 00 00 00 00 00 00", 1, "1 byte of 1 is not too much"))
                .as("and this header announces 1 byte").isEqualTo(1);
    }

    @Test
    @Order(5)
    void one_byte_over_the_limit_is_refused() {
        assertThat(refusal("41 42 0f 00 00 00 00 00"))
                .as("the message should name the announced length and the limit")
                .contains("1000001", "1000000");
    }

    @Test
    @Order(6)
    void the_upper_four_bytes_count_as_well() {
        String why = "this header announces 4294967301 bytes, and an int keeps only the lower four bytes, 5; read all"
                + " eight bytes as a long, compare it with the limit, and make an int of it after that";
        assertThat(refusal("05 00 00 00 01 00 00 00", why)).as(why).contains("4294967301");
    }

    @Test
    @Order(7)
    void the_length_is_unsigned() {
        String why = "the header is unsigned: its highest bit is worth 2 to the power of 63, but in a Java long it is"
                + " the sign, and a negative length slips through every length > limit; try Long.compareUnsigned";
        assertThat(refusal("00 00 00 00 00 00 00 80", why)).as(why).contains("9223372036854775808");
        assertThat(refusal("ff ff ff ff ff ff ff ff", why)).as(why).contains("18446744073709551615");
    }

    @Test
    @Order(8)
    void the_other_byte_order_is_recognised() {
        assertThat(LengthHeader.diagnose(bytes("00 00 00 00 00 03 84 a4"), LIMIT))
                .as("the peer wrote 230564 with the highest byte first, as Java does by default; whoever reads this"
                        + " message should learn that").contains("opposite byte order", "230564");
        assertThat(LengthHeader.diagnose(bytes("00 00 00 00 00 0f 42 40"), LIMIT))
                .as("in the opposite order this is 1000000, exactly the limit").contains("opposite byte order");
    }

    @Test
    @Order(9)
    void a_text_protocol_is_recognised() {
        assertThat(LengthHeader.diagnose(ascii("GET / HT"), LIMIT))
                .as("a web browser has connected: its first eight bytes are text, and the message should show them")
                .contains("text", "GET / HT", "HTTP");
        assertThat(LengthHeader.diagnose(ascii("hello\r\n\t"), LIMIT))
                .as("every protocol that speaks text, not only a browser's, and line ends and tabs are text, too; the"
                        + " header was 68 65 6c 6c 6f 0d 0a 09, that is hello, the two"
                        + " bytes of a line end, and a tab").contains("text", "hello");
    }

    @Test
    @Order(10)
    void anything_else_is_simply_too_large() {
        assertThat(LengthHeader.diagnose(bytes("41 41 41 41 41 41 41 80"), LIMIT))
                .as("seven letters and a byte that no text has are not text").contains("too large");
        for (String header : new String[] {"01 01 01 01 01 01 01 01", "47 45 54 20 2f 20 48 7f"}) {
            assertThat(LengthHeader.diagnose(bytes(header), LIMIT))
                    .as("the header " + header + " is not text: a byte below 20 (hexadecimal) is a control character,"
                            + " and so is 7f; only 0a, 0d and 09, line ends and tabs, are text").contains("too large");
        }
        assertThat(LengthHeader.diagnose(bytes("80 00 00 00 00 00 00 00"), LIMIT))
                .as("in the opposite order this is 2 to the power of 63, more than the limit: not the byte order (that"
                        + " number is unsigned, too)").contains("too large").doesNotContain("opposite");
        assertThat(LengthHeader.diagnose(bytes("00 00 00 00 00 0f 42 41"), LIMIT))
                .as("in the opposite order this is 1000001, one more than the limit").contains("too large");
    }

    @Test
    @Order(11)
    void the_refusal_says_what_it_looks_like() {
        String why = "decode should hand diagnose's sentence to the exception: whoever reads \"too large\" alone does"
                + " not learn that a browser has connected";
        assertThat(refusal("47 45 54 20 2f 20 48 54")).as(why).contains("GET / HT");
        assertThat(refusal("00 00 00 00 00 03 84 a4")).as(why).contains("opposite byte order");
    }

    @Test
    @Order(12)
    void any_other_header_is_read_as_well() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String rule = ", and was drawn with new Random(" + seed + "L): write a rule that is right for all headers, not"
                + " one for each that a test names";
        for (int i = 0; i < 100; i++) {
            int limit = random.nextInt(LIMIT);
            int small = random.nextInt(limit + 1);
            assertThat(LengthHeader.decode(Wire.header(small), limit)).as("the header announces " + small + rule)
                    .isEqualTo(small);
            long large = limit + 1L + (random.nextLong() >>> 3 + random.nextInt(50));
            Expect.thrown(MessageTooLargeException.class, "Why: the header announces " + large + ", the limit is "
                    + limit + rule, () -> LengthHeader.decode(Wire.header(large), limit));
            byte[] header = Wire.header(Long.reverseBytes(small));
            assertThat(LengthHeader.diagnose(header, limit)).as("in the opposite order this is " + small + rule)
                    .contains("opposite byte order", "" + small);
            for (int at = 0; at < 8; at++) {
                header[at] = (byte) (' ' + random.nextInt(95));
            }
            assertThat(LengthHeader.diagnose(header, limit)).as("this is text" + rule)
                    .contains("text", new String(header, StandardCharsets.US_ASCII).strip());
            header[random.nextInt(7)] = (byte) -1;
            assertThat(LengthHeader.diagnose(header, limit)).as("this is neither text nor a small number" + rule)
                    .contains("too large");
        }
    }

    private static int accepted(String header, int limit, String why) {
        try {
            return LengthHeader.decode(bytes(header), limit);
        } catch (MessageTooLargeException e) {
            throw new AssertionError("decode refused the header " + header + ", which is within the limit of " + limit
                    + ":\n" + e.getMessage() + "\nWhy: " + why, e);
        }
    }

    private static String refusal(String header) {
        return refusal(header, "it is more than the limit of 1000000 bytes, and whoever believes it reserves memory"
                + " for it; compare before you return");
    }

    private static String refusal(String header, String why) {
        return Expect.thrown(MessageTooLargeException.class, "The header was " + header + ".\nWhy: " + why,
                () -> LengthHeader.decode(bytes(header), LIMIT)).getMessage();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
