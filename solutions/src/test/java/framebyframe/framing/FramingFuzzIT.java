package framebyframe.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Reads thousands of random and damaged streams, cut into random chunks, and compares with what an independent reading
 * of the same bytes says: {@code -Dkit.fuzz=20000} says how many.
 */
class FramingFuzzIT {

    private static final int COUNT = Integer.getInteger("kit.fuzz", 10_000);
    private static final int LIMIT = 5_000;

    @Test
    void every_stream_is_read_as_the_protocol_says_however_it_is_cut() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < COUNT; i++) {
            byte[] stream = stream(random);
            assertThat(read(new Chunks(stream, random))).as("stream %d", i).isEqualTo(expected(stream));
        }
    }

    @Test
    void a_header_is_refused_if_and_only_if_it_announces_more_than_the_limit() throws Exception {
        Random random = new Random(43);
        for (int i = 0; i < COUNT; i++) {
            byte[] header = header(random);
            int limit = random.nextInt(3) == 0 ? random.nextInt(10) : random.nextInt(Integer.MAX_VALUE);
            long length = length(header, 0);
            String result;
            try {
                result = String.valueOf(LengthHeader.decode(header, limit));
            } catch (MessageTooLargeException e) {
                result = "too large";
                assertThat(e.getMessage()).contains(Long.toUnsignedString(length)).contains(String.valueOf(limit));
            }
            assertThat(result).as("header %s, limit %d", Arrays.toString(header), limit)
                    .isEqualTo(length < 0 || length > limit ? "too large" : String.valueOf(length));
            if (length >= 0) {
                assertThat(LengthHeader.encode(length)).isEqualTo(header);
            }
        }
    }

    /** Some messages, whole or damaged, or nothing that was ever a message. */
    private static byte[] stream(Random random) throws IOException {
        if (random.nextInt(10) == 0) {
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            return noise;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MessageWriter writer = new MessageWriter(out);
        for (int messages = random.nextInt(6); messages > 0; messages--) {
            byte[] payload = new byte[random.nextInt(4) == 0 ? random.nextInt(LIMIT + 2) : random.nextInt(50)];
            random.nextBytes(payload);
            writer.write(payload);
        }
        byte[] stream = out.toByteArray();
        if (stream.length > 0) {
            switch (random.nextInt(4)) {
                case 0 -> stream[random.nextInt(stream.length)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> stream[random.nextInt(Math.min(8, stream.length))] = (byte) random.nextInt();
                case 2 -> stream = Arrays.copyOf(stream, random.nextInt(stream.length));
                default -> { } // whole
            }
        }
        return stream;
    }

    private static byte[] header(Random random) {
        byte[] header = new byte[8];
        for (int i = random.nextInt(9); i > 0; i--) {
            header[i - 1] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(3) - 1);
        }
        return header;
    }

    /** What MessageReader makes of a stream: the payloads, and how it ended. */
    private static List<String> read(InputStream in) throws IOException {
        List<String> result = new ArrayList<>();
        MessageReader reader = new MessageReader(in, LIMIT);
        try {
            while (reader.next()) {
                byte[] payload = new byte[reader.payload().remaining()];
                reader.payload().get(payload);
                result.add(Arrays.toString(payload));
            }
            result.add("end");
        } catch (TruncatedMessageException | MessageTooLargeException e) {
            result.add(e.getClass().getSimpleName());
        }
        return result;
    }

    /** The same, from all bytes at once and by arithmetic. */
    private static List<String> expected(byte[] stream) {
        List<String> result = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            if (stream.length - at < 8) {
                result.add("TruncatedMessageException");
                return result;
            }
            long length = length(stream, at);
            at += 8;
            if (length < 0 || length > LIMIT) {
                result.add("MessageTooLargeException");
                return result;
            }
            if (stream.length - at < length) {
                result.add("TruncatedMessageException");
                return result;
            }
            result.add(Arrays.toString(Arrays.copyOfRange(stream, at, at + (int) length)));
            at += (int) length;
        }
        result.add("end");
        return result;
    }

    private static long length(byte[] bytes, int at) {
        long length = 0;
        for (int i = 7; i >= 0; i--) {
            length = length * 256 + Byte.toUnsignedInt(bytes[at + i]);
        }
        return length;
    }

    /** Gives out at most a few bytes a read, as a network does. */
    private static final class Chunks extends InputStream {

        private final InputStream in;
        private final Random random;

        Chunks(byte[] stream, Random random) {
            this.in = new ByteArrayInputStream(stream);
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int most = random.nextBoolean() ? 1 + random.nextInt(9) : 1 + random.nextInt(2_000);
            return in.read(buffer, offset, Math.min(length, most));
        }
    }
}
