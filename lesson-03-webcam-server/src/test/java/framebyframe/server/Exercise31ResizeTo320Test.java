package framebyframe.server;

import static framebyframe.testing.Pictures.black;
import static framebyframe.testing.Pictures.grey;
import static framebyframe.testing.Pictures.pixels;
import static framebyframe.testing.Pictures.shape;
import static framebyframe.testing.Pictures.soft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClasses;
import framebyframe.testing.LessonClasses;
import framebyframe.testing.NativeMemory;
import framebyframe.testing.OpenCvExtension;
import framebyframe.testing.Pictures;
import framebyframe.testing.Refusals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

@Order(31)
@DisplayName("3.1 resize to 320")
@ExtendWith(OpenCvExtension.class)
class Exercise31ResizeTo320Test {

    /** Frame width, frame height, width asked for, and the height that Python's imutils.resize makes of it. */
    private static final int[][] SHAPES = {
        {1280, 720, 320, 180}, {720, 1280, 320, 568}, {1366, 768, 320, 179}, {854, 480, 320, 179},
        {333, 500, 320, 480}, {1280, 720, 641, 360}, {7, 5, 3, 2}
    };

    private static final JavaClasses CODE = LessonClasses.of(Resizer.class);

    private final Mat resized = new Mat();

    /** Those, and some that nobody can know beforehand. */
    private static List<int[]> shapes() {
        List<int[]> shapes = new ArrayList<>(List.of(SHAPES));
        Random random = new Random();
        while (shapes.size() < 100) {
            int width = 2 + random.nextInt(400);
            int height = 1 + random.nextInt(400);
            int wanted = 1 + random.nextInt(width - 1);
            int rows = height * wanted / width;
            if (rows > 0 && rows == (int) (height * (wanted / (double) width))) { // both ways agree
                shapes.add(new int[] {width, height, wanted, rows});
            }
        }
        return shapes;
    }

    private void toWidth(Mat frame, int width) {
        try {
            Resizer.toWidth(frame, width, resized);
        } catch (CvException e) {
            throw new AssertionError("toWidth(a frame of " + frame.cols() + "x" + frame.rows() + ", " + width + ", "
                    + "resized): OpenCV was asked for what it cannot do; was it a picture with a height of 0? It said: "
                    + e.getMessage(), e);
        }
    }

    @Test
    @Order(1)
    void a_frame_of_640x480_becomes_320x240() {
        toWidth(black(640, 480, 3), 320);
        assertThat(shape(resized)).as("`resized` after toWidth(a frame of 640x480, 320, resized): half as wide, so "
                + "half as high. 240x320: OpenCV's Size takes the width first. 320x1: an int divided by an int drops "
                + "the fraction, 320 / 640 is 0; use double. 0x0: nothing is in `resized`, the last of the three, "
                + "where the result belongs; a new Mat is lost when the method ends")
                .isEqualTo("320x240, 3 channels");
    }

    @Test
    @Order(2)
    void the_width_is_exact_and_the_height_in_proportion_rounded_down() {
        for (int[] s : shapes()) {
            toWidth(black(s[0], s[1], 1), s[2]);
            assertThat(resized.cols() + "x" + resized.rows())
                    .as("%dx%d made %d wide, as Python's imutils does: height * width / frame's width, rounded down. "
                            + "Wrong by one: (int) rounds down, Math.round and Math.ceil do not. By more: an int "
                            + "divided by an int drops the fraction too early, use double", s[0], s[1], s[2])
                    .isEqualTo(s[2] + "x" + s[3]);
        }
    }

    @Test
    @Order(3)
    void a_very_flat_frame_keeps_one_row() {
        toWidth(black(4000, 3, 3), 320);
        assertThat(resized.cols() + "x" + resized.rows()).as("4000x3 made 320 wide: the height in proportion is 0.24, "
                + "and rounded down there is no picture left. Make it at least 1").isEqualTo("320x1");
    }

    @Test
    @Order(4)
    void each_new_pixel_is_the_mean_of_those_it_covers() {
        Mat frame = grey(new int[][] {{160, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}});
        toWidth(frame, 1);
        assertThat(pixels(resized)).as("16 pixels, one with the value 160 and 15 with 0, made one: their mean is 10. "
                + "Any other value means that most of the pixels were not looked at, and fine patterns flicker. Give "
                + "Imgproc.resize the interpolation that takes means (the default does not)").containsExactly(10);
        toWidth(grey(new int[] {0, 60, 120}), 2);
        assertThat(pixels(resized)).as("the pixels 0, 60, 120 made two, which cover one and a half each: "
                + "(0 + 60/2) / 1.5 and (60/2 + 120) / 1.5").containsExactly(20, 100);
        int[] row = new Random().ints(8, 0, 32).map(value -> value * 8).toArray(); // so the mean has no fraction
        toWidth(grey(row), 1);
        assertThat(Byte.toUnsignedInt(pixels(resized)[0])).as("eight pixels, %s, made one: their mean",
                Arrays.toString(row)).isEqualTo(Arrays.stream(row).sum() / 8);
    }

    @Test
    @Order(5)
    void a_small_frame_is_made_larger() {
        toWidth(grey(new int[][] {{0, 100}, {120, 40}}), 4);
        assertThat(shape(resized)).as("a frame of 2x2 made 4 wide: exactly the width that was asked for, also where "
                + "the frame is smaller").isEqualTo("4x4, 1 channel");
        assertThat(pixels(resized)).as("the pixels of a 2x2 picture made twice as large with INTER_AREA")
                .containsExactly(0, 0, 100, 100, 0, 0, 100, 100, 120, 120, 40, 40, 120, 120, 40, 40);
        toWidth(black(177, 144, 3), 320);
        assertThat(shape(resized)).as("177x144 made 320 wide").isEqualTo("320x260, 3 channels");
    }

    @Test
    @Order(6)
    void grey_stays_grey_and_colours_keep_their_channels() {
        toWidth(black(640, 480, 1), 320);
        assertThat(shape(resized)).as("a grey frame").isEqualTo("320x240, 1 channel");
        Mat blueGreenRed = Pictures.of(2, 1, 3, new byte[] {10, 20, 30, 30, 40, 50});
        toWidth(blueGreenRed, 1);
        assertThat(pixels(resized)).as("two pixels, blue-green-red 10-20-30 and 30-40-50, made one: the mean of each "
                + "channel for itself, in the same order").containsExactly(20, 30, 40);
    }

    @Test
    @Order(7)
    void the_frame_itself_is_not_changed() {
        Mat frame = soft(640, 480, 3);
        byte[] before = pixels(frame);
        toWidth(frame, 320);
        assertThat(shape(resized)).as("the result").isEqualTo("320x240, 3 channels");
        assertThat(shape(frame)).as("the frame that was resized; whoever passed it in may need it once more, in full "
                + "size. Let OpenCV write to `resized` only").isEqualTo("640x480, 3 channels");
        assertThat(Arrays.equals(pixels(frame), before)).withFailMessage("the pixels of the frame must stay as they "
                + "were, and have changed: let OpenCV write to `resized` only").isTrue();
        toWidth(frame, 640);
        assertThat(shape(resized)).as("a frame that has the right width already: the result is a copy of it")
                .isEqualTo("640x480, 3 channels");
        resized.setTo(Scalar.all(0));
        assertThat(Arrays.equals(pixels(frame), before)).withFailMessage("somebody painted over the result, and the "
                + "frame's pixels have changed with it: the two must not share their memory").isTrue();
    }

    @Test
    @Order(8)
    void a_width_below_1_is_refused() {
        for (int width : new int[] {0, -320}) {
            Throwable refusal = catchThrowable(() -> Resizer.toWidth(soft(64, 48, 3), width, resized));
            Refusals.check(refusal, "toWidth(frame, " + width + ", resized)", "no picture has this width, and OpenCV's "
                    + "own message about it helps nobody", "the width, such as \"width 0: ...\"", "" + width);
        }
    }

    @Test
    @Order(9)
    void an_empty_frame_is_refused() {
        Throwable refusal = catchThrowable(() -> Resizer.toWidth(new Mat(), 320, resized));
        Refusals.check(refusal, "toWidth(a Mat without pixels, 320, resized)", "a camera that fails leaves such a "
                + "frame behind, and its width of 0 must not be divided by", "the frame: \"an empty frame ...\", say",
                "empty");
    }

    @Test
    @Order(10)
    void no_native_memory_is_taken_and_forgotten() {
        toWidth(black(640, 480, 3), 320);
        assertThat(shape(resized)).as("the result").isEqualTo("320x240, 3 channels");
        assertThat(NativeMemory.forgottenIn(CODE)).as("methods that make a Mat and do not release() it. Its "
                + "pixels lie outside Java's heap, where the garbage collector sees only a few bytes: at 30 frames a "
                + "second, megabytes pile up. Here no Mat is needed: Imgproc.resize writes straight into `resized`")
                .isEmpty();
    }
}
