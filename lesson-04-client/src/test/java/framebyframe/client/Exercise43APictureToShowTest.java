package framebyframe.client;

import static framebyframe.testing.ClientExpect.thrown;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.testing.Background;
import framebyframe.testing.ClientImages;
import framebyframe.testing.ClientPaint;
import framebyframe.testing.Patience;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

@Order(43)
@DisplayName("4.3 a picture to show")
class Exercise43APictureToShowTest {

    private static final String BLACK = "red 0, green 0, blue 0";
    private static final String WHITE = "red 255, green 255, blue 255";

    private final PictureConverter converter = new PictureConverter();

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    @Test
    @Order(1)
    void red_is_red_green_is_green_and_blue_is_blue() {
        Mat frame = new Mat(2, 2, CvType.CV_8UC3);
        frame.put(0, 0, new byte[] {0, 0, -1, 0, -1, 0, -1, 0, 0, 10, 100, -56});
        BufferedImage picture = converter.toPicture(frame);
        List<String> seen = List.of(ClientPaint.colour(picture, 0, 0), ClientPaint.colour(picture, 1, 0),
                ClientPaint.colour(picture, 0, 1), ClientPaint.colour(picture, 1, 1));
        assertThat(seen).as("two pixels of the upper row and two of the lower one, as a person sees them: OpenCV keeps"
                + " blue first, then green, then red. Which type of BufferedImage does so, too?")
                .containsExactly(
                "red 255, green 0, blue 0", "red 0, green 255, blue 0", "red 0, green 0, blue 255",
                "red 200, green 100, blue 10");
    }

    @Test
    @Order(2)
    void the_picture_is_as_wide_and_high_as_the_frame() {
        Mat frame = ClientImages.plain(320, 240, 0, 0, 0);
        frame.put(0, 319, new byte[] {-1, -1, -1});
        BufferedImage picture = converter.toPicture(frame);
        assertThat(picture.getWidth() + "x" + picture.getHeight()).as("the picture's size: a Mat counts rows and"
                + " columns, a picture width and height; cols() is the width").isEqualTo("320x240");
        assertThat(ClientPaint.colour(picture, 319, 0)).as("the pixel at the upper right, the only white one: rows"
                + " follow each other from the top, in both").isEqualTo(WHITE);
    }

    @Test
    @Order(3)
    void a_grey_frame_becomes_a_grey_picture() {
        Mat frame = new Mat(1, 256, CvType.CV_8UC1);
        for (int shade = 0; shade < 256; shade++) {
            frame.put(0, shade, shade);
        }
        BufferedImage picture = converter.toPicture(frame);
        for (int shade : new int[] {0, 1, 127, 128, 255}) {
            assertThat(ClientPaint.colour(picture, shade, 0)).as("the shade %d of a grey frame, one byte a pixel: there"
                    + " is a type of BufferedImage for this, too", shade)
                    .isEqualTo("red %d, green %d, blue %d", shade, shade, shade);
        }
    }

    @Test
    @Order(4)
    void a_part_of_a_larger_frame_is_shown_as_that_part() {
        Mat whole = ClientImages.plain(40, 30, 0, 0, 0);
        Mat part = whole.submat(10, 12, 5, 8); // 3 wide, 2 high; its rows are not side by side in memory
        part.setTo(new Scalar(255, 255, 255));
        BufferedImage picture = converter.toPicture(part);
        assertThat(List.of(ClientPaint.colour(picture, 0, 0), ClientPaint.colour(picture, 2, 1)))
                .as("first and last pixel of the white part of a black frame: frame.get(0, 0, bytes) copies row after"
                        + " row and heeds where a row ends").containsOnly(WHITE);
    }

    @Test
    @Order(5)
    void two_pictures_take_turns() {
        BufferedImage first = converter.toPicture(ClientImages.plain(32, 24, 0, 0, 0));
        BufferedImage second = converter.toPicture(ClientImages.plain(32, 24, 255, 255, 255));
        assertThat(ClientPaint.colour(first, 5, 5)).as("the first picture, after the second frame: it may be on the"
                + " screen still, so the second frame goes into another picture").isEqualTo(BLACK);
        BufferedImage third = converter.toPicture(ClientImages.plain(32, 24, 0, 0, 255));
        BufferedImage fourth = converter.toPicture(ClientImages.plain(32, 24, 0, 255, 0));
        assertThat(third == first && fourth == second).withFailMessage("the third frame must go into the first picture"
                + " again, the fourth into the second, and they did not: two pictures are enough. Keep both in fields,"
                + " and swap them").isTrue();
        assertThat(ClientPaint.colour(third, 5, 5)).as("the first picture, filled again")
                .isEqualTo("red 255, green 0, blue 0");
        BufferedImage other = new PictureConverter().toPicture(ClientImages.plain(32, 24, 0, 0, 0));
        assertThat(other == third || other == fourth).as("a second PictureConverter uses the first one's pictures: two"
                + " windows would show each other's video. What is static belongs to all objects of a class").isFalse();
    }

    @Test
    @Order(6)
    void no_memory_is_allocated_for_a_frame() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        Mat frame = ClientImages.picture(640, 480, 3);
        for (int i = 0; i < 2; i++) {
            assertThat(converter.toPicture(frame)).as("the picture that toPicture() returns").isNotNull();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        long allocated = 0;
        int frames = 0;
        while (frames < 100 && allocated < 1_000_000) {
            converter.toPicture(frame);
            frames++;
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated / frames).as("bytes allocated for a frame of 921600 bytes: at 30 frames a"
                + " second, an array or a picture for each is 27 MB a second for the garbage collector, and the video"
                + " stutters. Copy straight into the picture's own array:"
                + " ((DataBufferByte) picture.getRaster().getDataBuffer()).getData()").isLessThan(100_000);
    }

    @Test
    @Order(7)
    void another_size_or_type_gets_new_pictures() {
        for (Mat frame : List.of(ClientImages.plain(24, 32, 255, 255, 255), new Mat(24, 32, CvType.CV_8UC1,
                new Scalar(255)), ClientImages.plain(64, 48, 255, 255, 255), ClientImages.plain(64, 24, 255, 255, 255),
                ClientImages.plain(32, 48, 255, 255, 255))) {
            converter.toPicture(ClientImages.plain(32, 24, 0, 0, 0));
            converter.toPicture(ClientImages.plain(32, 24, 0, 0, 0));
            BufferedImage picture = converter.toPicture(frame);
            assertThat(picture.getWidth() + "x" + picture.getHeight()).as("the size of the picture after a change: the"
                    + " server may change it while it runs. Does the old picture still fit?")
                    .isEqualTo(frame.cols() + "x" + frame.rows());
            assertThat(ClientPaint.colour(picture, frame.cols() - 1, frame.rows() - 1))
                    .as("the last pixel of a white frame, after a change from colour to grey or back").isEqualTo(WHITE);
        }
    }

    @Test
    @Order(8)
    void a_picture_that_is_being_painted_is_not_filled() throws Exception {
        BufferedImage first = converter.toPicture(ClientImages.plain(32, 24, 0, 0, 0));
        converter.toPicture(ClientImages.plain(32, 24, 0, 0, 0));
        Background<BufferedImage> third;
        synchronized (first) { // as a window does while it paints
            third = Background.call("toPicture", () -> converter.toPicture(ClientImages.plain(32, 24, 255, 255, 255)));
            long end = System.nanoTime() + Patience.LIMIT.toNanos();
            while (third.thread().getState() != Thread.State.BLOCKED && !third.isDone() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            if (third.isDone()) {
                third.await(); // says so if it failed
            }
            assertThat(ClientPaint.colour(first, 31, 23)).as("a pixel of the picture that another thread paints at this"
                    + " moment: two frames would be mixed in one picture. Whoever paints holds the picture's lock;"
                    + " take it before you fill the picture").isEqualTo(BLACK);
            assertThat(third.isDone()).as("toPicture has returned while the picture's lock was held by another")
                    .isFalse();
        }
        assertThat(ClientPaint.colour(third.await(), 31, 23)).as("the same pixel once painting is over")
                .isEqualTo(WHITE);
    }

    @Test
    @Order(9)
    void a_picture_is_filled_while_its_lock_is_held() {
        LockedCopy frame = new LockedCopy(32, 24);
        frame.picture = converter.toPicture(frame);
        assertThat(frame.picture).as("the picture that toPicture() returns").isNotNull();
        converter.toPicture(frame);
        converter.toPicture(frame); // into the first picture again
        assertThat(frame.copiedWithoutLock).as("frame.get() copied into the picture's own array, and this thread did"
                + " not hold the picture's lock (any more): a window may paint half of the old frame and half of the"
                + " new one. The copying has to stand inside synchronized (picture) { }").isFalse();
    }

    @Test
    @Order(10)
    void a_painter_never_sees_two_frames_in_one_picture() throws Exception {
        Mat black = ClientImages.plain(1_920, 1_080, 0, 0, 0);
        Mat white = ClientImages.plain(1_920, 1_080, 255, 255, 255);
        BufferedImage picture = converter.toPicture(black);
        assertThat(picture).as("the picture that toPicture() returns").isNotNull();
        converter.toPicture(black);
        Background<Integer> painter = Background.call("a painter", () -> {
            int mixed = 0;
            while (!Thread.interrupted()) {
                synchronized (picture) {
                    mixed += picture.getRGB(0, 0) == picture.getRGB(1_919, 1_079) ? 0 : 1;
                }
            }
            return mixed;
        });
        long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
        int filled = 0;
        while (filled < 100 && !painter.isDone() && System.nanoTime() < end) {
            converter.toPicture(filled++ % 4 < 2 ? white : black);
        }
        painter.thread().interrupt();
        assertThat(painter.await()).as("how often the painter saw the beginning of one frame and the end of another:"
                + " keep the picture's lock until the picture is full").isZero();
        assertThat(filled).as("how many frames of 1920x1080 were made pictures in 8 s: 100 take less than a second if"
                + " each is one copy. Do you copy pixel by pixel?").isEqualTo(100);
    }

    @Test
    @Order(11)
    void what_cannot_be_shown_is_refused() {
        for (Mat frame : List.of(new Mat(), new Mat(24, 32, CvType.CV_16UC3), new Mat(24, 32, CvType.CV_8UC4),
                new Mat(24, 32, CvType.CV_8UC2), new Mat(24, 32, CvType.CV_8SC3), new Mat(24, 32, CvType.CV_32FC1))) {
            String type = frame.empty() ? "an empty frame" : "a frame of type " + CvType.typeToString(frame.type());
            assertThat(thrown(IllegalArgumentException.class, type + " was to be shown", "Only frames of 8 bits and 1"
                    + " or 3 channels fit the picture: look at frame.empty() and frame.type() first, and say what came",
                    () -> converter.toPicture(frame)).getMessage())
                    .as("the message for %s: whoever made that frame must read what cannot be shown and"
                            + " why, so look at frame.empty() and frame.type() before anything else", type)
                    .startsWith("cannot show");
        }
    }

    /** A frame that looks, when it is copied into one picture, whether that picture's lock is held. */
    private static final class LockedCopy extends Mat {

        private BufferedImage picture;
        private boolean copiedWithoutLock;

        LockedCopy(int width, int height) {
            super(height, width, CvType.CV_8UC3);
        }

        @Override
        public int get(int row, int column, byte[] data) {
            boolean intoPicture = picture != null
                    && data == ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
            copiedWithoutLock |= intoPicture && !Thread.holdsLock(picture);
            return super.get(row, column, data);
        }
    }
}
