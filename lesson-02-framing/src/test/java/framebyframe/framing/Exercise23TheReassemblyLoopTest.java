package framebyframe.framing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static framebyframe.testing.MessageBytes.assertThatPayload;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import framebyframe.testing.Expect;
import framebyframe.testing.LessonClasses;
import framebyframe.testing.Memory;
import framebyframe.testing.PlainWords.IfItHangs;
import framebyframe.testing.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(23)
@DisplayName("2.3 the reassembly loop")
class Exercise23TheReassemblyLoopTest {

    private static final JavaClasses CODE = LessonClasses.inPackageOf(ReassemblyLoop.class);
    private static final byte[] SENT = ascii("what one write sends");

    @Test
    @Order(1)
    void bytes_that_come_in_one_chunk_fill_the_buffer() throws Exception {
        assertFilled(Wire.whole(SENT));
    }

    @Test
    @Order(2)
    void one_byte_at_a_time_fills_it_as_well() throws Exception {
        assertFilled(Wire.byteByByte(SENT));
        byte[] many = new byte[10_000];
        assertThat(fillFrom(Wire.byteByByte(many), new byte[many.length])).as("the number of bytes that came of"
                + " 10000, one byte a read: as long as the stream has not ended there is no last try")
                .isEqualTo(10_000);
    }

    @Test
    @Order(3)
    void it_does_not_matter_where_the_network_cuts() throws Exception {
        for (Wire wire : Wire.cutAtEveryOffset(SENT)) {
            assertFilled(wire);
        }
    }

    @Test
    @Order(4)
    void what_comes_after_count_bytes_stays_in_the_stream() throws Exception {
        byte[] buffer = ascii("0123456789abcdefghij");
        Wire wire = Wire.cutAt(SENT, 3);
        int received = ReassemblyLoop.fill(wire, buffer, 10);
        assertThat(wire.taken()).as("10 bytes were wanted, from a stream that has 20; what is taken beyond them is"
                + " missing from the next message: read at most count minus what you have").isEqualTo(10);
        assertThat(received).as("the number of bytes that came").isEqualTo(10);
        assertThatPayload(buffer).because("bytes after count stay as they are",
                "write to position received and on, and to no other").hasBytes(ascii("what one wabcdefghij"));
    }

    @Test
    @Order(5)
    void nothing_wanted_is_nothing_read() throws Exception {
        Wire wire = Wire.whole(SENT);
        assertThat(ReassemblyLoop.fill(wire, new byte[4], 0))
                .as("an empty payload has 0 bytes: there is nothing to wait for").isZero();
        assertThat(wire.taken()).as("0 bytes were wanted, so none may be taken from the stream").isZero();
        assertThat(ReassemblyLoop.fill(wire, new byte[4], 4)).as("and 4 bytes, asked for after that").isEqualTo(4);
    }

    @Test
    @Order(6)
    @IfItHangs("Why: at the end of the stream read() returns -1, at once, each time it is called.\nTry: leave the loop"
            + " at -1")
    void a_stream_that_ends_at_once_brings_nothing() throws Exception {
        assertThat(fillFrom(Wire.whole(new byte[1]), new byte[1])).as("a stream of one byte").isEqualTo(1);
        assertThat(fillFrom(Wire.whole(new byte[0]), new byte[8])).as("a stream without a byte: fill returns how many"
                + " bytes have come, here none. The -1 that read() returns at the end is neither a byte nor a number of"
                + " bytes: do not store it, and do not add it up").isZero();
    }

    @Test
    @Order(7)
    void wherever_the_stream_ends_it_tells_how_many_bytes_came() throws Exception {
        for (int came = 0; came < SENT.length; came++) {
            byte[] buffer = new byte[SENT.length];
            assertThat(fillFrom(Wire.whole(Arrays.copyOf(SENT, came)), buffer)).as("the stream ended after " + came
                    + " of " + SENT.length + " bytes: the caller must learn that, to tell a whole message from a broken"
                    + " one")
                    .isEqualTo(came);
            assertThatPayload(buffer).because("what came before the end is in the buffer, nothing else",
                    "look at what read() returned before you use it").hasBytes(padded(came));
        }
    }

    @Test
    @Order(8)
    void a_broken_connection_is_not_an_end() {
        IOException reset = new IOException("Connection reset");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw reset;
            }
        };
        IOException thrown = Expect.thrown(IOException.class, "Why: a connection that breaks is not a stream that ends."
                + "\nTry: do not catch what read() throws, let it through",
                () -> ReassemblyLoop.fill(broken, new byte[8], 8));
        assertThat(thrown).as("the exception that read() threw should come through as it is").isSameAs(reset);
    }

    @Test
    @Order(9)
    void a_read_asks_for_all_that_is_missing() throws Exception {
        byte[] frame = new byte[230_564];
        Wire wire = Wire.whole(frame);
        int received = ReassemblyLoop.fill(wire, new byte[frame.length], frame.length);
        assertThat(received).as("the number of bytes that came").isEqualTo(frame.length);
        assertThat(wire.reads()).as("the number of reads for a frame of 230564 bytes that were all there: fill asks for"
                + " one byte per read, or for a few; each read is a call of the operating system. Ask for all that is"
                + " missing, with read(buffer, where, how many)").isEqualTo(1);
    }

    @Test
    @Order(10)
    void the_buffer_is_filled_in_place() {
        byte[] frame = new byte[230_564];
        new Random(23).nextBytes(frame);
        byte[] buffer = new byte[frame.length];
        Wire wire = Wire.cutInto(100, frame);
        long reserved = Memory.reservedBy(() -> Expect.returned("Why: no chunk of this stream is broken.\nTry:"
                        + " see which line threw",
                () -> ReassemblyLoop.fill(wire, buffer, buffer.length)));
        assertThatPayload(buffer).because("the frame came in 100 chunks",
                "each chunk goes where the one before it ended").hasBytes(frame);
        assertThat(reserved).as("bytes of memory reserved to fill a buffer of 230564 bytes that was there already. The"
                + " article's data += packet copies all that it has for each chunk that comes; let read() write into"
                + " the buffer itself, behind the bytes that are there").isLessThan(frame.length);
    }

    @Test
    @Order(11)
    void the_loop_is_your_own() {
        noClasses().that().doNotHaveSimpleName("MessageReader").should().accessTargetWhere(
                describe("has the loop inside", access -> access.getName().matches(
                        "readNBytes|readAllBytes|readFully|transferTo")))
                .as("Exercise 2.3: write the loop yourself, it is what this lesson is about: no readNBytes, readFully"
                        + " and the like, which have it inside").check(CODE);
        LessonClasses.mustCall(CODE, ReassemblyLoop.class, InputStream.class, "read", "Exercise 2.3: ReassemblyLoop"
                + " should call read on the stream: that is where the chunks come from, and the loop goes around it");
    }

    private static void assertFilled(Wire wire) throws IOException {
        byte[] buffer = new byte[SENT.length];
        int received = ReassemblyLoop.fill(wire, buffer, SENT.length);
        assertThat(received).as("the bytes came like this: " + wire + ". fill should go on until it has "
                + SENT.length + ": one read returns what has arrived, not what you asked for").isEqualTo(SENT.length);
        assertThatPayload(buffer).because("the bytes came like this: " + wire,
                "each chunk goes where the one before it ended").hasBytes(SENT);
    }

    private static int fillFrom(Wire wire, byte[] buffer) throws IOException {
        try {
            return ReassemblyLoop.fill(wire, buffer, buffer.length);
        } catch (EOFException e) {
            throw new AssertionError("the stream ended after " + wire.taken() + " bytes, and fill threw an"
                    + " EOFException.\nWhy: an end may be all right, between two messages; only the caller knows."
                    + "\nTry: return how many bytes have come", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] padded(int came) {
        return Arrays.copyOf(Arrays.copyOf(SENT, came), SENT.length);
    }
}
