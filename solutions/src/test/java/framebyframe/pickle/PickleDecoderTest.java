package framebyframe.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import framebyframe.client.BadFrameException;
import framebyframe.opencv.OpenCvLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class PickleDecoderTest {

    private final PickleDecoder decoder = new PickleDecoder();
    private final Mat frame = new Mat();

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    @AfterEach
    void release() {
        frame.release();
    }

    static List<String> pickles() {
        return Pictures.pickles();
    }

    @ParameterizedTest
    @MethodSource("pickles")
    void reads_what_NumPy_writes(String name) throws BadFrameException {
        ByteBuffer payload = Pictures.payload(Pictures.pickle(name));
        decoder.decode(payload, frame);
        assertFrame(Pictures.size(name), Pictures.pixels(name));
        assertThat(payload).isEqualTo(Pictures.payload(Pictures.pickle(name)));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/pickle/sizes.csv", numLinesToSkip = 1)
    void reads_what_the_encoder_writes(int height, int width, int channels, int first) throws IOException {
        byte[] pixels = Pictures.pattern(height * width * channels, first);
        Mat sent = Pictures.picture(height, width, channels, pixels);
        decoder.decode(ByteBuffer.wrap(new PickleEncoder().encode(sent)), frame);
        assertFrame(new int[] {height, width, channels}, pixels);
        sent.release();
    }

    @Test
    void reads_a_frame_into_the_memory_of_the_one_before() throws BadFrameException {
        decoder.decode(Pictures.payload(Pictures.pickle("c_2x3x3.np1.p4")), frame);
        long memory = frame.dataAddr();
        decoder.decode(Pictures.payload(Pictures.pickle("strided_2x3x3.np2.p5")), frame);
        assertThat(frame.dataAddr()).isEqualTo(memory);
        decoder.decode(Pictures.payload(Pictures.pickle("gray_4x5.np2.p5")), frame);
        assertFrame(new int[] {4, 5, 1}, Pictures.pixels("gray_4x5"));
    }

    @Test
    void reads_three_sizes_with_one_channel_as_grey() throws BadFrameException {
        decoder.decode(Pictures.payload(withShape(6, 3, 1)), frame);
        assertFrame(new int[] {6, 3, 1}, Pictures.pixels("c_2x3x3"));
    }

    /** NumPy pickles an array that is not writeable with protocol 5 as bytes in place of a bytearray. */
    @Test
    void reads_an_array_that_is_not_writeable() throws BadFrameException {
        byte[] pickle = Pictures.pickle("c_2x3x3.np1.p5");
        byte[] shorter = new byte[pickle.length - 7];
        System.arraycopy(pickle, 0, shorter, 0, 49);
        shorter[3] -= 7; // FRAME
        shorter[49] = 'C';
        System.arraycopy(pickle, 50, shorter, 50, 1);
        System.arraycopy(pickle, 58, shorter, 51, pickle.length - 58);
        decoder.decode(Pictures.payload(shorter), frame);
        assertFrame(new int[] {2, 3, 3}, Pictures.pixels("c_2x3x3"));
    }

    @Test
    void refuses_what_comes_after_the_end() {
        byte[] pickle = Pictures.pickle("c_2x3x3.np1.p4");
        assertRefused(Arrays.copyOf(pickle, pickle.length + 3), "3 bytes left over");
    }

    @Test
    void refuses_shapes_that_do_not_fit_the_data() {
        assertRefused(withShape(2, 3, 2), "height, width, and 1 or 3 channels");
        assertRefused(withShape(2, 2, 3), "claims to be 2x2, 3 bytes each, and has 18 bytes");
        assertRefused(withShape(3, 3, 3), "claims to be 3x3");
        assertRefused(withShape(2, 0, 3), "claims to be 0x2");
        assertRefused(withShape(255, 255, 3), "claims to be 255x255");
    }

    @Test
    void refuses_other_protocols_and_says_which_it_reads() {
        byte[] pickle = Pictures.pickle("c_2x3x3.np1.p4");
        for (int protocol : new int[] {0, 1, 2, 3, 6, 255}) {
            pickle[1] = (byte) protocol;
            assertRefused(pickle, "protocol " + protocol + ": frames are read in 4 and 5");
        }
    }

    @Test
    void refuses_numbers_of_another_type_and_says_which() {
        byte[] pickle = Pictures.pickle("c_2x3x3.np1.p4");
        pickle[109] = 'f';
        pickle[110] = '8';
        assertRefused(pickle, "an array of the type f8, not u1 (uint8)");
    }

    @Test
    void refuses_what_is_no_pickle() {
        assertRefused(new byte[0], "cut short");
        assertRefused(new byte[] {(byte) 0xFF, (byte) 0xD8}, "does not begin as a pickle does");
    }

    private static byte[] withShape(int height, int width, int channels) {
        byte[] pickle = Pictures.pickle("c_2x3x3.np1.p4");
        pickle[88] = (byte) height;
        pickle[90] = (byte) width;
        pickle[92] = (byte) channels;
        return pickle;
    }

    private void assertRefused(byte[] pickle, String message) {
        assertThatThrownBy(() -> decoder.decode(Pictures.payload(pickle), frame))
                .isExactlyInstanceOf(BadFrameException.class).hasMessageContaining(message);
    }

    private void assertFrame(int[] size, byte[] pixels) {
        assertThat(new int[] {frame.rows(), frame.cols(), frame.type()})
                .isEqualTo(new int[] {size[0], size[1], size[2] == 3 ? CvType.CV_8UC3 : CvType.CV_8UC1});
        assertThat(Pictures.pixels(frame)).isEqualTo(pixels);
    }
}
