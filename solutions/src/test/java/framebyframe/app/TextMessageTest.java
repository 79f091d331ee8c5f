package framebyframe.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import framebyframe.opencv.OpenCvLibrary;
import framebyframe.pattern.NoticeCard;
import framebyframe.server.FrameEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextMessageTest {

    @Test
    void a_text_is_a_byte_0_and_UTF_8() {
        assertThat(new TextMessage("Grüße").encode()).containsExactly(0, 'G', 'r', 0xC3, 0xBC, 0xC3, 0x9F, 'e');
    }

    @Test
    void the_greeting_is_a_byte_0_alone() {
        assertThat(new TextMessage("").encode()).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Hi", "Grüße", "日本語", "שלום", "😇", "<html><img src=http://127.0.0.1/>",
        "a\\b %s {}"})
    void what_is_said_is_what_is_heard(String line) throws IOException {
        byte[] payload = new TextMessage(line).encode();

        assertThat(TextMessage.isOne(ByteBuffer.wrap(payload))).isTrue();
        assertThat(TextMessage.decode(ByteBuffer.wrap(payload)).line()).isEqualTo(line);
    }

    @Test
    void it_may_stand_anywhere_in_an_array() throws IOException {
        ByteBuffer payload = ByteBuffer.wrap("xx\0Hi there".getBytes(UTF_8), 2, 3);

        assertThat(TextMessage.isOne(payload)).isTrue();
        assertThat(TextMessage.decode(payload).line()).isEqualTo("Hi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u001B[31mb", "a\u001B]0;title\u0007b", "a\nb", "a\r\nb", "a\tb", "a\bb", "a\u0000b",
        "a\u007Fb", "a\u0085b", "a\u009B31mb", "a\u2028b", "a\u2029b", "a\u202Eb", "a\u202Ab", "a\u2066b", "a\u200Fb",
        "a\u061Cb", "a\u200Bb", "a\uFEFFb", "a\uE000b", "a\u00A0b"})
    void what_is_no_letter_becomes_a_space(String line) throws IOException {
        String heard = TextMessage.decode(ByteBuffer.wrap(('\0' + line).getBytes(UTF_8))).line();

        assertThat(heard).matches("a (.*m|.*title )?b");
        assertHarmless(heard);
    }

    @Test
    void bytes_that_are_no_UTF_8_are_shown_as_such() throws IOException {
        byte[] payload = {0, 'a', (byte) 0xFF, (byte) 0xC0, (byte) 0xED, (byte) 0xA0, (byte) 0x80, 'b'};

        assertThat(TextMessage.decode(ByteBuffer.wrap(payload)).line()).matches("a\uFFFD+b");
    }

    @Test
    void whatever_comes_is_one_line_of_letters() throws IOException {
        Random random = new Random(8);
        for (int i = 0; i < 2_000; i++) {
            byte[] payload = new byte[1 + random.nextInt(TextMessage.LIMIT)];
            random.nextBytes(payload);
            payload[0] = 0;
            if (i % 2 == 0) { // as many code points as possible
                payload = (random.ints(200, 1, 0x11_0000).collect(() -> new StringBuilder("\0"),
                        StringBuilder::appendCodePoint, StringBuilder::append)).toString().getBytes(UTF_8);
            }

            assertHarmless(TextMessage.decode(ByteBuffer.wrap(payload)).line());
        }
    }

    private static void assertHarmless(String line) {
        assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");
    }

    @Test
    void the_longest_text_has_as_many_bytes_as_are_allowed() throws IOException {
        String line = "x".repeat(TextMessage.LIMIT - 1);

        assertThat(new TextMessage(line).encode()).hasSize(TextMessage.LIMIT);
        assertThat(TextMessage.decode(ByteBuffer.wrap(new TextMessage(line).encode())).line()).isEqualTo(line);
    }

    @Test
    void a_longer_one_is_refused() {
        byte[] payload = new TextMessage("x".repeat(TextMessage.LIMIT)).encode();

        assertThatThrownBy(() -> TextMessage.decode(ByteBuffer.wrap(payload))).isExactlyInstanceOf(IOException.class)
                .hasMessage("a text of 1001 bytes: at most 1000 are allowed");
    }

    @ParameterizedTest
    @EnumSource(PayloadFormat.class)
    void no_frame_is_taken_for_a_text(PayloadFormat format) throws IOException {
        OpenCvLibrary.load();
        try (NoticeCard card = new NoticeCard("a frame"); FrameEncoder encoder = format.encoder(80)) {
            assertThat(TextMessage.isOne(ByteBuffer.wrap(encoder.encode(card.frame())))).isFalse();
        }
    }

    @Test
    void nothing_and_other_first_bytes_are_no_text() {
        assertThat(TextMessage.isOne(ByteBuffer.allocate(0))).isFalse();
        assertThat(TextMessage.isOne(ByteBuffer.wrap("GET / HTTP/1.1".getBytes(ISO_8859_1)))).isFalse();
    }
}
