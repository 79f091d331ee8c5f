package framebyframe.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.opencv.OpenCvLibrary;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

class PatternCodeTest {

    /** The highest number, and the time when this was written: about half of the cells are white. */
    private static final PatternCode.Reading READING = new PatternCode.Reading(0xFFFF_FFFFL, 1_763_800_000_123_456L);

    @BeforeAll
    static void load_OpenCV() {
        OpenCvLibrary.load();
    }

    @ParameterizedTest
    @ValueSource(ints = {160, 161, 200, 239, 240, 256, 319, 320, 333, 480, 500, 639, 640})
    void number_and_time_survive_the_resize_and_jpg(int width) {
        Mat received = overTheNetwork(drawn(READING.number(), READING.micros()), width);

        assertThat(PatternCode.read(received)).contains(READING);
    }

    @Test
    void every_frame_of_a_lap_can_be_read() {
        try (TestPattern pattern = new TestPattern(640, 480)) {
            Mat frame = new Mat();
            for (long number = 0; number < 120; number++) {
                pattern.draw(frame, number, READING.micros() + number);

                assertThat(PatternCode.read(overTheNetwork(frame, 160)))
                        .contains(new PatternCode.Reading(number, READING.micros() + number));
            }
        }
    }

    @Test
    void a_grey_copy_can_be_read_too() {
        Mat grey = new Mat();
        Imgproc.cvtColor(drawn(7, READING.micros()), grey, Imgproc.COLOR_BGR2GRAY);

        assertThat(PatternCode.read(grey)).contains(new PatternCode.Reading(7, READING.micros()));
    }

    @Test
    void other_pictures_carry_no_code() {
        try (NoticeCard card = new NoticeCard("No room:", "1 are watching.")) {
            assertThat(PatternCode.read(card.frame())).as("a notice").isEmpty();
        }
        assertThat(PatternCode.read(new Mat())).as("an empty frame").isEmpty();
        assertThat(PatternCode.read(plain(0))).as("black").isEmpty();
        assertThat(PatternCode.read(plain(255))).as("white").isEmpty();
        Mat noise = new Mat(240, 320, CvType.CV_8UC3);
        byte[] pixels = new byte[240 * 320 * 3];
        new Random(1).nextBytes(pixels);
        noise.put(0, 0, pixels);
        assertThat(PatternCode.read(noise)).as("noise").isEmpty();
    }

    @Test
    void pictures_too_small_for_the_cells_carry_no_code() {
        for (Size size : new Size[] {new Size(1, 1), new Size(23, 3), new Size(1, 480), new Size(640, 1)}) {
            assertThat(PatternCode.read(new Mat(size, CvType.CV_8UC3, Scalar.all(255)))).as("%s", size).isEmpty();
        }
    }

    @Test
    void a_damaged_code_is_not_read() {
        for (int column = 0; column < 24; column++) {
            Mat frame = drawn(READING.number(), READING.micros());
            Mat cell = frame.submat(480 - 24, 480, column * 640 / 24 + 1, (column + 1) * 640 / 24);
            Core.bitwise_not(cell, cell);

            assertThat(PatternCode.read(frame)).as("the last row's cell %d is turned over", column).isEmpty();
        }
    }

    private static Mat drawn(long number, long micros) {
        Mat frame = new Mat();
        try (TestPattern pattern = new TestPattern(640, 480)) {
            pattern.draw(frame, number, micros);
        }
        return frame;
    }

    private static Mat plain(double value) {
        return new Mat(240, 320, CvType.CV_8UC3, Scalar.all(value));
    }

    /** What becomes of a frame on its way: resized, jpg at quality 80, decoded. */
    private static Mat overTheNetwork(Mat frame, int width) {
        Mat small = new Mat();
        Imgproc.resize(frame, small, new Size(width, frame.rows() * width / frame.cols()), 0, 0, Imgproc.INTER_AREA);
        MatOfByte jpg = new MatOfByte();
        Imgcodecs.imencode(".jpg", small, jpg, new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, 80));
        return Imgcodecs.imdecode(jpg, Imgcodecs.IMREAD_ANYCOLOR);
    }
}
