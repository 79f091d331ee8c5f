package framebyframe.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import framebyframe.client.BadFrameException;
import framebyframe.opencv.OpenCvLibrary;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;

/** Damaged pickles, very many of them: {@code -Dkit.fuzz=1000000} for a million in place of ten thousand. */
class PickleFuzzIT {

    private static final int COUNT = Integer.getInteger("kit.fuzz", 10_000);

    /** What a decode may reserve beside the pixels of a frame in Fortran order; most is the JVM's, the first time. */
    private static final long FEW_BYTES = 2 * 1024 * 1024;

    private final PickleDecoder decoder = new PickleDecoder();
    private final Mat frame = new Mat();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    static List<String> pickles() {
        return Pictures.pickles();
    }

    @ParameterizedTest
    @MethodSource("pickles")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void refuses_every_beginning_of_a_pickle(String name) {
        byte[] pickle = Pictures.pickle(name);
        for (int length = 0; length < pickle.length; length++) {
            if (isRead(pickle, length)) {
                throw new AssertionError(name + " was read although it was cut after " + length + " bytes");
            }
        }
        assertThat(isRead(pickle, pickle.length)).isTrue();
        frame.release();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void survives_damaged_pickles() {
        List<byte[]> pickles = pickles().stream().map(Pictures::pickle).toList();
        int read = 0;
        for (int seed = 0; seed < COUNT; seed++) {
            byte[] damaged = damage(pickles, new SplittableRandom(seed));
            try {
                read += isRead(damaged, damaged.length) ? 1 : 0;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ": " + e + ", "
                        + HexFormat.of().formatHex(damaged, 0, Math.min(300, damaged.length)), e);
            }
        }
        assertThat(read).as("those with damage to the pixels only, or to what does not matter").isBetween(1, COUNT / 2);
        frame.release();
    }

    /** Every part of a pickle, in turn, is replaced by every kind of object. */
    @ParameterizedTest
    @ValueSource(strings = {"c_2x3x3.np1.p4", "fort_2x3x3.np2.p5", "gray_4x5.np2.p4", "gray_4x5.np1.p5"})
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void survives_any_object_in_any_place(String name) {
        byte[] pickle = Pictures.pickle(name);
        Arrays.fill(pickle, 3, 11, (byte) 0);
        String[] objects = {"", "N", "\u0088", "K\1", "J\u00FF\u00FF\u00FF\u00FF", "C\1b", "C\0", "(", "(t", "N\u0085",
            "\u008C\1F", "\u008C\2u1", "h\0", "h\2", "h\5", "h\11", "NNR", "NNb"};
        for (String object : objects) {
            byte[] inserted = object.getBytes(StandardCharsets.ISO_8859_1);
            for (int at = 11; at < pickle.length; at++) {
                for (int end = at; end <= Math.min(pickle.length, at + 24); end++) {
                    byte[] damaged = join(join(pickle, at, inserted, 0), at + inserted.length, pickle, end);
                    isRead(damaged, damaged.length);
                }
            }
        }
        frame.release();
    }

    private boolean isRead(byte[] pickle, int length) {
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean read;
        try {
            decoder.decode(ByteBuffer.wrap(pickle, 0, length), frame);
            read = true;
            if (frame.empty() || frame.total() * frame.channels() > length) {
                throw new AssertionError("a frame of " + length + " bytes became " + frame);
            }
        } catch (BadFrameException expected) {
            read = false;
        }
        if (threads.getCurrentThreadAllocatedBytes() - before > length + FEW_BYTES) {
            throw new AssertionError("a pickle of " + length + " bytes took more memory than that");
        }
        return read;
    }

    /** One to four damages, near the beginning or the end: in the middle of a large one are only pixels. */
    private static byte[] damage(List<byte[]> pickles, SplittableRandom random) {
        byte[] pickle = any(pickles, random).clone();
        if (random.nextBoolean()) {
            Arrays.fill(pickle, 3, 11, (byte) 0); // FRAME: its length would give away every byte that is missing
        }
        for (int i = random.nextInt(1, 5); i > 0 && pickle.length > 16; i--) {
            int end = Math.min(pickle.length, 200);
            int at = random.nextBoolean() ? random.nextInt(end) : pickle.length - 1 - random.nextInt(end);
            pickle = damage(pickle, at, any(pickles, random), random);
        }
        return pickle;
    }

    /** A small one mostly, for the large ones are slow to copy. */
    private static byte[] any(List<byte[]> pickles, SplittableRandom random) {
        byte[] pickle = pickles.get(random.nextInt(pickles.size()));
        return pickle.length > 10_000 && random.nextInt(20) > 0 ? any(pickles, random) : pickle;
    }

    private static byte[] damage(byte[] pickle, int at, byte[] other, SplittableRandom random) {
        int count = Math.min(random.nextInt(1, 20), pickle.length - at);
        byte[] result = pickle.clone();
        switch (random.nextInt(8)) {
            case 0 -> result[at] = (byte) random.nextInt(256);
            case 1 -> result[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> Arrays.fill(result, at, at + count, (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256)));
            case 3 -> result = join(pickle, at, pickle, at + count); // takes bytes out
            case 4 -> result = join(pickle, at + count, pickle, at); // repeats bytes
            case 5 -> result = join(pickle, at, other, Math.min(at, other.length)); // goes on as another
            case 6 -> result = Arrays.copyOf(pickle, at);
            default -> { // opcodes of frames, in any order
                for (int i = 0; i < count; i++) {
                    result[at + i] = (byte) "\u0095(N\u0088\u0089KMJCB\u0096\u008C\u0093\u0094ht\u0085\u0086\u0087Rb.c"
                            .charAt(random.nextInt(23));
                }
            }
        }
        return result;
    }

    private static byte[] join(byte[] first, int end, byte[] second, int start) {
        byte[] joined = Arrays.copyOf(first, end + second.length - start);
        System.arraycopy(second, start, joined, end, second.length - start);
        return joined;
    }
}
