package framebyframe.framing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import framebyframe.testing.Expect;
import framebyframe.testing.LessonClasses;
import framebyframe.testing.Memory;
import framebyframe.testing.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(25)
@DisplayName("2.5 read messages")
class Exercise25ReadMessagesTest {

    private static final JavaClasses CODE = LessonClasses.inPackageOf(MessageReader.class);
    private static final int LIMIT = 1_000_000;
    private static final byte[] THREE = Wire.messages(ascii("one"), new byte[0], ascii("three"));

    @Test
    @Order(1)
    void one_message_is_read() throws Exception {
        MessageReader reader = reader(Wire.whole(Wire.messages(ascii("hello"))));
        boolean read = Expect.returned("Why: the header announces 5 bytes, the lowest byte first, and they are"
                + " there.\nTry: fill the reader's header with ReassemblyLoop, and let LengthHeader.decode read it; a"
                + " DataInputStream takes the highest byte first", reader::next);
        assertThat(read).as("there is a message, so next() returns true").isTrue();
        assertThat(text(reader)).as("its payload").isEqualTo("hello");
        ByteBuffer payload = payload(reader);
        assertThat(payload.position()).as("the position of a payload that was read before, when payload() is called"
                + " once more: each call hands out all of the bytes, from position 0; wrap them anew").isZero();
        assertThat(payload.limit()).as("the payload ends at the buffer's limit").isEqualTo(5);
    }

    @Test
    @Order(2)
    void an_empty_payload_is_a_message_too() throws Exception {
        MessageReader reader = reader(Wire.whole(Wire.messages(new byte[0], ascii("next"))));
        assertThat(reader.next()).as("a header that announces 0 bytes came: that is a message, not the end, so next()"
                + " returns true").isTrue();
        assertThat(text(reader)).as("its payload: \"next\" belongs to the message after it, and an empty one is handed"
                + " out, not skipped").isEmpty();
        assertThat(reader.next()).as("there is one more message").isTrue();
        assertThat(text(reader)).as("the payload of the one after it").isEqualTo("next");
    }

    @Test
    @Order(3)
    void a_shorter_message_has_nothing_of_the_longer_one_before_it() throws Exception {
        MessageReader reader = reader(Wire.whole(Wire.messages(ascii("a long message"), ascii("short"))));
        reader.next();
        reader.next();
        assertThat(text(reader)).as("the memory may be that of the message before, but the length is this one's: keep"
                + " it, and wrap only so many bytes").isEqualTo("short");
    }

    @Test
    @Order(4)
    void several_messages_in_one_chunk_are_told_apart() throws Exception {
        assertThreeMessages(Wire.whole(THREE));
    }

    @Test
    @Order(5)
    void messages_are_put_together_however_they_were_cut() throws Exception {
        assertThreeMessages(Wire.byteByByte(THREE));
        for (Wire wire : Wire.cutAtEveryOffset(THREE)) {
            assertThreeMessages(wire);
        }
    }

    @Test
    @Order(6)
    void nothing_is_taken_that_belongs_to_the_next_message() throws Exception {
        Wire wire = Wire.whole(THREE);
        assertThat(reader(wire).next()).as("there is a message").isTrue();
        assertThat(wire.taken()).as("the first message has 8 + 3 bytes; what is taken beyond them is missing for"
                + " whoever reads on: read no more than the part you are at has").isEqualTo(11);
    }

    @Test
    @Order(7)
    void an_end_between_two_messages_is_a_clean_end() throws Exception {
        for (byte[] sent : new byte[][] {{}, Wire.messages(ascii("bye"))}) {
            Wire wire = Wire.whole(sent);
            MessageReader reader = reader(wire);
            if (sent.length > 0) {
                assertThat(reader.next()).as("there is a message").isTrue();
            }
            assertThat(hasNext(reader)).as("a stream that ends between two messages, or before the first, has broken"
                    + " nothing: next() returns false").isFalse();
            assertThat(wire.isClosed()).as("the reader has closed the stream; it only borrows it, and whoever opened"
                    + " it closes it, perhaps after an answer").isFalse();
        }
    }

    @Test
    @Order(8)
    void an_end_inside_the_header_is_an_error() {
        for (int came = 1; came < 8; came++) {
            assertThat(broken(came)).as("the stream ended after " + came + " bytes of the header, and the message"
                    + " should say so").contains("header", came + " of ", "8");
        }
    }

    @Test
    @Order(9)
    void an_end_inside_the_payload_is_an_error() {
        for (int came = 0; came < 5; came++) {
            assertThat(broken(8 + came)).as("the stream ended after " + came + " of the payload's 5 bytes, and the"
                    + " message should say so").contains("payload", came + " of ", "5");
        }
    }

    @Test
    @Order(10)
    void a_broken_connection_is_not_an_end() {
        for (int came : new int[] {0, 3, 8, 10, 13}) {
            IOException reset = new IOException(came == 10 ? null : "Connection reset");
            Wire before = Wire.whole(Arrays.copyOf(Wire.messages(ascii("hello")), came));
            MessageReader reader = new MessageReader(new SequenceInputStream(before, breaking(reset)), LIMIT);
            IOException thrown = Expect.thrown(IOException.class, "Why: after " + came + " bytes the connection broke;"
                    + " that is not an end: whoever is told false believes that all has come.\nTry: do not catch the"
                    + " IOException, let it through",
                    () -> came == 13 ? reader.next() && reader.next() : reader.next());
            assertThat(thrown).as("what the stream threw should come through as it is").isSameAs(reset);
        }
    }

    @Test
    @Order(11)
    void the_limit_is_checked_before_memory_is_reserved() {
        for (long length : new long[] {LIMIT + 1, 40_000_000, Integer.MAX_VALUE, Long.MAX_VALUE, -1}) {
            MessageReader reader = reader(Wire.whole(Wire.header(length)));
            long reserved = Memory.reservedBy(() -> Expect.thrown(MessageTooLargeException.class,
                    "Why: the header announces " + Long.toUnsignedString(length) + " bytes, the limit is " + LIMIT
                            + ".\nTry: give the reader's limit to LengthHeader.decode", reader::next));
            assertThat(reserved).as("bytes of memory that were reserved before a header that announces "
                    + Long.toUnsignedString(length) + " was refused: one such header from anybody ends the program."
                    + " Call decode before you allocate").isLessThan(LIMIT / 2);
        }
    }

    @Test
    @Order(12)
    void a_small_message_reserves_little_memory() {
        long reserved = Memory.reservedBy(() -> {
            MessageReader reader = new MessageReader(Wire.whole(Wire.messages(ascii("hello"))),
                    MessageReader.DEFAULT_LIMIT);
            assertThat(hasNext(reader)).as("there is a message").isTrue();
        });
        assertThat(reserved).as("bytes of memory reserved for a payload of 5 bytes: the limit says what is refused, and"
                + " with 64 MiB for every viewer the memory is soon gone; reserve what the header announces, not what"
                + " the limit allows").isLessThan(1_000_000);
    }

    @Test
    @Order(13)
    void a_longer_message_reserves_what_it_needs() throws Exception {
        MessageReader reader = reader(Wire.whole(Wire.messages(new byte[400_000], new byte[450_000])));
        assertThat(reader.next()).as("there is a message").isTrue();
        long reserved = Memory.reservedBy(() -> assertThat(hasNext(reader)).as("there is one more").isTrue());
        assertThat(reserved).as("bytes of memory reserved for a payload of 450000 bytes, after one of 400000: a reader"
                + " with a limit of 64 MiB has to do with 64 MiB. Make the array as long as the header says, not twice"
                + " as long as the one before").isLessThan(600_000);
    }

    @Test
    @Order(14)
    void the_memory_is_used_again() throws Exception {
        int[] lengths = {100_000, 100_000, 60_000, 9, 100_000};
        MessageReader reader = reader(Wire.whole(Wire.messages(
                Arrays.stream(lengths).mapToObj(byte[]::new).toArray(byte[][]::new))));
        assertThat(reader.next()).as("there is a message").isTrue();
        ByteBuffer first = payload(reader);
        for (int i = 1; i < lengths.length; i++) {
            long reserved = Memory.reservedBy(() -> {
                assertThat(hasNext(reader)).as("there is one more message").isTrue();
                reader.payload();
            });
            assertThat(!first.hasArray() || payload(reader).array() == first.array()).as("whether the payload is in the"
                    + " same array as the first one: a new one for each frame is work for nothing").isTrue();
            assertThat(reserved).as("bytes of memory reserved for a payload of " + lengths[i] + ", after one of "
                    + lengths[i - 1] + " and a first one of 100000, in whose array it fits: at 30 frames a second that"
                    + " is work for nothing; keep the array in a field, make a new one only if a payload is longer"
                    + " than it (not if it has another length), and wrap it").isLessThan(50_000);
        }
    }

    @Test
    @Order(15)
    void each_reader_has_memory_of_its_own() throws Exception {
        MessageReader first = reader(Wire.whole(Wire.messages(ascii("the first"))));
        MessageReader second = reader(Wire.whole(Wire.messages(ascii("another"))));
        assertThat(first.next()).as("there is a message").isTrue();
        assertThat(second.next()).as("there is a message in the other stream, too").isTrue();
        assertThat(text(first)).as("what the first of two readers has read, after the second has read \"another\": a"
                + " server reads from many sockets, and nothing of one may show in the other. Keep the memory and the"
                + " length in fields of the object, not in static ones").isEqualTo("the first");
    }

    @Test
    @Order(16)
    void java_objects_are_not_read_from_a_socket() {
        LessonClasses.mustCall(CODE, MessageReader.class, ReassemblyLoop.class, "fill", "Exercise 2.5: MessageReader"
                + " should read with your ReassemblyLoop.fill, for the header and for the payload");
        noClasses().should().accessTargetWhere(describe("reads past the loop", access -> access.getName().matches(
                        "readNBytes|readAllBytes|readFully|transferTo")))
                .as("Exercise 2.5: your ReassemblyLoop.fill does what readNBytes and the like do").check(CODE);
        noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class)
                .as("Exercise 2.5: no ObjectInputStream on a socket: it is pickle.loads again, whoever sends the bytes"
                        + " chooses which code they run").check(CODE);
    }

    @Test
    @Order(17)
    void the_code_does_not_ask_who_is_calling() throws Exception {
        assertThat(reader(Wire.whole(THREE)).next()).as("there is a message").isTrue();
        LessonClasses.mustNotPeek(MessageReader.class);
    }

    private static void assertThreeMessages(Wire wire) throws IOException {
        MessageReader reader = reader(wire);
        for (String expected : new String[] {"one", "", "three"}) {
            assertThat(reader.next()).as("\"%s\" was sent after what has been read; the bytes came like this: %s",
                    expected, wire).isTrue();
            assertThat(text(reader)).as("the payload of \"%s\", one of three messages; the bytes came like"
                    + " this: %s. A payload is this message's bytes and no others: keep its length, and wrap only so"
                    + " many", expected, wire).isEqualTo(expected);
        }
    }

    private static InputStream breaking(IOException reset) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw reset;
            }
        };
    }

    private static boolean hasNext(MessageReader reader) {
        try {
            return reader.next();
        } catch (TruncatedMessageException e) {
            throw new AssertionError("the stream ended between two messages, and next() threw: " + e.getMessage()
                    + "\nWhy: the sender has ended where it may, and nothing is missing.\nTry: if not a single byte of"
                    + " the header came, it is a clean end", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String broken(int came) {
        MessageReader reader = reader(Wire.whole(Arrays.copyOf(Wire.messages(ascii("hello")), came)));
        return Expect.thrown(TruncatedMessageException.class, "Why: the stream ended after " + came + " of a message's"
                + " 13 bytes; that is not a clean end, the sender died or broke off.\nTry: compare what"
                + " ReassemblyLoop.fill returns with what you asked for", reader::next).getMessage();
    }

    private static MessageReader reader(Wire wire) {
        return new MessageReader(wire, LIMIT);
    }

    private static ByteBuffer payload(MessageReader reader) {
        ByteBuffer payload = reader.payload();
        assertThat(payload).withFailMessage("payload() returned null.\nTry: hand out a ByteBuffer of what next() has"
                + " read, as long as the header said").isNotNull();
        return payload;
    }

    private static String text(MessageReader reader) {
        return StandardCharsets.US_ASCII.decode(payload(reader)).toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
