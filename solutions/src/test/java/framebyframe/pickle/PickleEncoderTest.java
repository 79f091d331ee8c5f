package framebyframe.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import framebyframe.opencv.OpenCvLibrary;
import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

class PickleEncoderTest {

    private final PickleEncoder encoder = new PickleEncoder();

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    static Stream<String> rowsFirst() {
        return Pictures.NAMES.stream().filter(name -> !name.startsWith("fort"));
    }

    @ParameterizedTest
    @MethodSource("rowsFirst")
    void writes_what_NumPy_1_writes(String name) throws IOException {
        int[] size = Pictures.size(name);
        Mat frame = Pictures.picture(size[0], size[1], size[2], Pictures.pixels(name));
        assertThat(encoder.encode(frame)).isEqualTo(Pictures.pickle(name + ".np1.p4"));
        frame.release();
    }

    @ParameterizedTest(name = "{0} x {1} x {2}")
    @CsvFileSource(resources = "/pickle/sizes.csv", numLinesToSkip = 1)
    void writes_every_size_as_NumPy_1_does(int height, int width, int channels, int first, int length, String sha256)
            throws IOException {
        Mat frame = Pictures.picture(height, width, channels, Pictures.pattern(height * width * channels, first));
        byte[] pickle = encoder.encode(frame);
        assertThat(pickle).as("the end is %s", hex(pickle)).hasSize(length);
        assertThat(Pictures.sha256(pickle)).as("the end is %s", hex(pickle)).isEqualTo(sha256);
        frame.release();
    }

    private static String hex(byte[] pickle) {
        return HexFormat.ofDelimiter(" ").formatHex(pickle, Math.max(0, pickle.length - 20), pickle.length);
    }

    @Test
    void writes_a_part_of_a_picture_as_if_it_were_whole() throws IOException {
        Mat whole = Pictures.picture(40, 50, 3, Pictures.pattern(6_000, 0));
        Mat part = whole.submat(new Rect(3, 5, 20, 10));
        Mat copy = part.clone();
        assertThat(part.isContinuous()).isFalse();
        assertThat(encoder.encode(part)).isEqualTo(encoder.encode(copy));
        Stream.of(whole, part, copy).forEach(Mat::release);
    }

    @Test
    void gives_every_payload_an_array_of_its_own() throws IOException {
        Mat frame = new Mat(4, 5, CvType.CV_8UC3, new Scalar(1, 2, 3));
        byte[] first = encoder.encode(frame);
        byte[] before = first.clone();
        frame.setTo(new Scalar(4, 5, 6));
        assertThat(encoder.encode(frame)).isNotEqualTo(before);
        assertThat(first).isEqualTo(before);
        frame.release();
    }

    @Test
    void refuses_an_empty_frame() {
        assertThatThrownBy(() -> encoder.encode(new Mat())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty frame");
    }

    @Test
    void refuses_what_is_no_frame() {
        int[] types = {CvType.CV_8UC2, CvType.CV_8UC4, CvType.CV_8SC3, CvType.CV_16UC1, CvType.CV_32FC3};
        for (int type : types) {
            Mat frame = new Mat(4, 5, type, Scalar.all(1));
            assertThatThrownBy(() -> encoder.encode(frame)).isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be written as a pickle");
            frame.release();
        }
    }
}
