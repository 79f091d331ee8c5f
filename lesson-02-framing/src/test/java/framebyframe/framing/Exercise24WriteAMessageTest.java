package framebyframe.framing;

import static framebyframe.testing.MessageBytes.assertThatMessage;
import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.testing.Expect;
import framebyframe.testing.MessageBytes;
import framebyframe.testing.RecordingStream;
import framebyframe.testing.Wire;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(24)
@DisplayName("2.4 write a message")
class Exercise24WriteAMessageTest {

    private final RecordingStream out = new RecordingStream();

    @Test
    @Order(1)
    void the_header_comes_first_then_the_payload() throws Exception {
        new MessageWriter(out.forThisThread()).write(ascii("hello"));
        assertThatSent(out.written(), 5)
                .because("the reader needs 5 as eight bytes, then h e l l o, and no byte more: there the next header"
                        + " begins",
                        "write the header of exercise 2.1 and the payload, nothing else; if nothing has come, a buffer"
                                + " or a thread of yours still has it")
                .hasBytes("05 00 00 00 00 00 00 00 68 65 6c 6c 6f");
    }

    @Test
    @Order(2)
    void when_write_returns_the_whole_message_is_on_its_way() throws Exception {
        new MessageWriter(new BufferedOutputStream(out)).write(ascii("hello"));
        assertThatSent(out.flushed(), 5)
                .because("a buffer keeps bytes back until it is full, and the viewer waits for a frame that is ready",
                        "call flush() after the payload, and only then return")
                .hasBytes(Wire.messages(ascii("hello")));
    }

    @Test
    @Order(3)
    void an_empty_payload_is_a_header_alone() throws Exception {
        new MessageWriter(out).write(new byte[0]);
        assertThatSent(out.flushed(), 0)
                .because("an empty message is a message: the reader counts it", "no special case is needed for it")
                .hasBytes("00 00 00 00 00 00 00 00");
    }

    @Test
    @Order(4)
    void a_large_payload_is_written_whole() throws Exception {
        byte[] payload = new byte[230_564];
        new Random(24).nextBytes(payload);
        new MessageWriter(out).write(payload);
        assertThatSent(out.flushed(), 230_564)
                .because("a frame is far larger than any buffer, and a lost tail is a broken picture",
                        "OutputStream.write(byte[]) writes all of an array")
                .hasBytes(Wire.messages(payload));
    }

    @Test
    @Order(5)
    void any_other_payload_is_written_whole() throws Exception {
        Random random = new Random();
        for (int i = 0; i < 20; i++) {
            byte[] payload = new byte[random.nextInt(100_000)];
            random.nextBytes(payload);
            RecordingStream one = new RecordingStream();
            new MessageWriter(one).write(payload);
            assertThatSent(one.flushed(), payload.length)
                    .because("this payload of " + payload.length + " bytes was drawn by lot",
                            "write a rule that is right for all lengths, not for those that a test names")
                    .hasBytes(Wire.messages(payload));
        }
    }

    @Test
    @Order(6)
    void the_stream_stays_open_for_the_next_message() throws Exception {
        new MessageWriter(out).write(ascii("hello"));
        assertThat(out.written()).as("the message").hasSize(13);
        assertThat(out.isClosed()).as("closed after one message: a socket whose stream is closed is closed itself; the"
                + " writer borrows the stream, whoever opened it closes it").isFalse();
    }

    @Test
    @Order(7)
    void messages_follow_each_other_without_a_gap() throws Exception {
        MessageWriter writer = new MessageWriter(out);
        writer.write(ascii("one"));
        writer.write(new byte[0]);
        writer.write(ascii("three"));
        assertThatSent(out.flushed(), 3)
                .because("the next header starts right after the payload: nothing in between tells them apart",
                        "write a header and a payload each time, no line end, no second header")
                .hasBytes(Wire.messages(ascii("one"), new byte[0], ascii("three")));
    }

    @Test
    @Order(8)
    void each_message_leaves_before_the_next_is_written() throws Exception {
        MessageWriter writer = new MessageWriter(out);
        writer.write(ascii("one"));
        assertThatSent(out.flushed(), 3)
                .because("live video cannot wait for the next frame to push the last one out", "flush every message")
                .hasBytes(Wire.messages(ascii("one")));
        byte[] reused = ascii("two");
        writer.write(reused);
        reused[0] = '?';
        assertThatSent(out.flushed(), 3)
                .because("after write the caller may use its array for the next frame", "keep no array for later")
                .hasBytes(Wire.messages(ascii("one"), ascii("two")));
    }

    @Test
    @Order(9)
    void a_broken_connection_is_reported() {
        IOException reset = new IOException("Broken pipe");
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw reset;
            }
        };
        IOException thrown = Expect.thrown(IOException.class, "Why: the server must learn that its viewer has gone."
                        + "\nTry: do not catch what the stream throws, let it through",
                () -> {
                    new MessageWriter(broken).write(ascii("hello"));
                    return null;
                });
        assertThat(thrown).as("the exception that the stream threw should come through as it is").isSameAs(reset);
    }

    @Test
    @Order(10)
    void header_and_payload_leave_at_once() throws Exception {
        new MessageWriter(out).write(ascii("hello"));
        assertThat(out.writes()).as("calls of write that reached the stream, for 5 bytes and their header: on a socket"
                + " each may become a packet of its own. Write the header and the payload, an array each, not byte by"
                + " byte").isBetween(1, 2);
        assertThat(out.flushes()).as("calls of flush that reached the stream: a flush after the header sends it off"
                + " alone. Write both, then flush once").isEqualTo(1);
    }

    private static MessageBytes assertThatSent(byte[] sent, int length) {
        String header = "the header is not that of exercise 2.1: the first payload has " + length + " bytes, and before"
                + " them eight bytes should say so, the lowest first, without counting themselves.\nTry: write what"
                + " LengthHeader.encode(payload.length) returns; a DataOutputStream writes the highest byte first";
        int has = Math.min(8, sent.length);
        assertThat(HexFormat.ofDelimiter(" ").formatHex(sent, 0, has)).as(header)
                .isEqualTo(HexFormat.ofDelimiter(" ").formatHex(Wire.header(length), 0, has));
        return assertThatMessage(sent);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
