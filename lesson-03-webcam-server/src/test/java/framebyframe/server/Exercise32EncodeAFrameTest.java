package framebyframe.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static framebyframe.testing.Pictures.difference;
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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

@Order(32)
@DisplayName("3.2 encode a frame")
@ExtendWith(OpenCvExtension.class)
class Exercise32EncodeAFrameTest {

    private static final JavaClasses CODE = LessonClasses.of(ImageEncoder.class);

    private static byte[] encode(ImageFormat format, int quality, Mat frame) {
        ImageEncoder encoder = new ImageEncoder(format, quality); // not closed: that is a test of its own
        try {
            byte[] payload = encoder.encode(frame);
            assertThat(payload).as("what encode(frame) returned for %s: the bytes of an image file", format)
                    .isNotEmpty();
            return payload;
        } catch (IOException e) {
            throw new AssertionError("an ordinary frame could not be encoded as " + format + ", quality " + quality
                    + ". OpenCV takes parameters as pairs, what is set and to what value, and none for a format that "
                    + "has nothing to set. What encode() said: " + e.getMessage(), e);
        }
    }

    @Test
    @Order(1)
    void bmp_brings_every_pixel_back() throws IOException {
        byte[] file = encode(ImageFormat.BMP, 80, soft(320, 240, 3));
        checkSame(Pictures.open(file), soft(320, 240, 3), "bmp");
    }

    @Test
    @Order(2)
    void png_brings_every_pixel_back() throws IOException {
        byte[] file = encode(ImageFormat.PNG, 80, soft(320, 240, 3));
        checkSame(Pictures.open(file), soft(320, 240, 3), "png");
    }

    @Test
    @Order(3)
    void jpg_brings_nearly_the_same_picture_back() throws IOException {
        Mat frame = soft(320, 240, 3);
        Mat opened = Pictures.open(encode(ImageFormat.JPG, 90, soft(320, 240, 3)));
        assertThat(opened).as("jpg, opened as an image file (null: it is none). A payload is a file that every "
                + "program can open; Imgcodecs.imencode makes one in memory").isNotNull();
        assertThat(shape(opened)).as("the size of the picture in the jpg file").isEqualTo(shape(frame));
        assertThat(difference(opened, frame)).as("by how much the pixels' values (0 to 255) differ, on average: jpg "
                + "loses a little, not more than 3 here. More means another picture: wrong colours, wrong quality?")
                .isLessThan(3);
    }

    @Test
    @Order(4)
    void a_grey_frame_stays_grey() throws IOException {
        Mat frame = soft(200, 100, 1);
        checkSame(Pictures.open(encode(ImageFormat.PNG, 80, soft(200, 100, 1))), frame, "grey png");
        checkSame(Pictures.open(encode(ImageFormat.BMP, 80, soft(200, 100, 1))), frame, "grey bmp");
        assertThat(shape(Pictures.open(encode(ImageFormat.JPG, 80, frame)))).as("a grey frame as jpg")
                .isEqualTo("200x100, 1 channel");
    }

    @Test
    @Order(5)
    void each_format_starts_as_its_files_do() {
        Mat frame = soft(64, 48, 3);
        String why = "the first bytes of a %s file, by which every program knows it, whatever its name. Let the "
                + "encoder's format choose: format.extension()";
        assertThat(start(encode(ImageFormat.JPG, 80, frame), 3)).as(why, "jpg").isEqualTo("FF D8 FF");
        assertThat(start(encode(ImageFormat.PNG, 80, frame), 4)).as(why, "png").isEqualTo("89 50 4E 47");
        assertThat(start(encode(ImageFormat.BMP, 80, frame), 2)).as(why, "bmp").isEqualTo("42 4D");
    }

    @Test
    @Order(6)
    void nothing_follows_the_last_byte_of_the_file() {
        Mat frame = soft(64, 48, 3);
        String why = "the last bytes of the payload, which are the last of every %s file: the payload is the file, "
                + "and not a byte more, or it is sent with every frame for nothing";
        assertThat(end(encode(ImageFormat.JPG, 80, frame), 2)).as(why, "jpg").isEqualTo("FF D9");
        assertThat(end(encode(ImageFormat.PNG, 80, frame), 4)).as(why, "png").isEqualTo("AE 42 60 82");
        byte[] bmp = encode(ImageFormat.BMP, 80, frame);
        assertThat(ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).getInt(2))
                .as("the length that a bmp file says it has, in its third to sixth byte").isEqualTo(bmp.length);
    }

    @Test
    @Order(7)
    void jpg_gets_smaller_with_less_quality() {
        Mat frame = soft(320, 240, 3);
        List<Integer> sizes = IntStream.of(5, 20, 50, 80, 95, 100)
                .mapToObj(quality -> encode(ImageFormat.JPG, quality, frame).length).toList();
        assertThat(sizes).as("bytes of the same frame as jpg with quality 5, 20, 50, 80, 95, 100: each has to be "
                + "larger than the one before. Equal sizes: the quality did not get through to OpenCV; imencode "
                + "takes it as a pair, what is set (IMWRITE_JPEG_QUALITY) and to what "
                + "value").isSorted().doesNotHaveDuplicates();
        for (int quality : new int[] {-1, 101}) {
            assertThat(catchThrowable(() -> new ImageEncoder(ImageFormat.JPG, quality))).as("what the constructor "
                    + "threw for quality %d. It is 0 to 100: leave the constructor's check in, which was there "
                    + "already", quality).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @Order(8)
    void png_and_bmp_do_not_use_the_quality() throws IOException {
        Mat frame = soft(320, 240, 3);
        for (ImageFormat format : new ImageFormat[] {ImageFormat.PNG, ImageFormat.BMP}) {
            byte[] least = encode(format, 0, frame);
            assertThat(Arrays.equals(least, encode(format, 100, frame))).withFailMessage("%s with quality 0 and 100 "
                    + "must be the same file, and is not: these formats lose nothing, and have no quality to set",
                    format).isTrue();
            checkSame(Pictures.open(least), frame, format + " with quality 0");
        }
    }

    @Test
    @Order(9)
    void every_frame_gets_an_array_of_its_own() throws IOException {
        ImageEncoder encoder = new ImageEncoder(ImageFormat.BMP, 80);
        Mat bright = Pictures.of(8, 6, 3, filled(8 * 6 * 3, 200));
        byte[] first = encoder.encode(bright);
        Mat dark = Pictures.of(8, 6, 3, filled(8 * 6 * 3, 50));
        byte[] second = encoder.encode(dark);
        assertThat(second == first).as("the second payload is the same array as the first, which may still be on its "
                + "way to a slow viewer: he gets a part of each. Every frame needs an array of its own").isFalse();
        checkSame(Pictures.open(first), bright, "the first payload, after a second frame was encoded");
        checkSame(Pictures.open(second), dark, "the second payload: another frame of the same size");
    }

    @Test
    @Order(10)
    void the_frame_is_not_changed() {
        Mat frame = soft(320, 240, 3);
        byte[] before = pixels(frame);
        encode(ImageFormat.JPG, 10, frame);
        assertThat(shape(frame)).as("the frame after encode(): other formats, or a preview, may need it")
                .isEqualTo("320x240, 3 channels");
        assertThat(Arrays.equals(pixels(frame), before)).withFailMessage("encode() must leave the frame's pixels as "
                + "they were, and has changed them: other formats, or a preview, may need them").isTrue();
    }

    @Test
    @Order(11)
    void an_empty_frame_is_refused() {
        Throwable refusal = catchThrowable(() -> new ImageEncoder(ImageFormat.JPG, 80).encode(new Mat()));
        Refusals.check(refusal, "encode(a Mat without pixels)", "a camera that fails leaves such a frame behind, and "
                + "what OpenCV says about it is hard to understand", "the frame: \"an empty frame ...\", say", "empty");
    }

    @Test
    @Order(12)
    void a_frame_that_opencv_cannot_write_is_an_IOException() {
        Mat twoChannels = soft(8, 6, 2);
        Throwable failure = catchThrowable(() -> new ImageEncoder(ImageFormat.JPG, 80).encode(twoChannels));
        if (failure instanceof UnsupportedOperationException notDone) {
            throw notDone;
        }
        assertThat(failure).as("what encode() threw for a frame of 2 channels, which no jpg file can have. OpenCV "
                + "says so with a CvException, which nobody who uses FrameEncoder knows: catch it, and throw an "
                + "IOException with a sentence (the same if imencode returns false)").isInstanceOf(IOException.class);
        assertThat(failure.getCause()).withFailMessage("the IOException that encode() threw has no CvException as its "
                + "cause. OpenCV's own words are what helps whoever has to find out why; pass it on: "
                + "new IOException(sentence, e)").isInstanceOf(CvException.class);
    }

    @Test
    @Order(13)
    void close_gives_native_memory_back() throws Exception {
        ImageEncoder encoder = new ImageEncoder(ImageFormat.JPG, 80);
        assertThat(encoder.encode(soft(320, 240, 3))).as("the payload").isNotEmpty();
        encoder.close();
        encoder.close(); // does nothing the second time, as with everything that is Closeable
        assertThat(NativeMemory.keptBy(encoder)).as("fields of ImageEncoder whose Mat still has its memory after "
                + "close(). It lies outside Java's heap, where no garbage collector looks: release() each of "
                + "them").isEmpty();
    }

    @Test
    @Order(14)
    void no_frame_leaves_native_memory_behind() {
        encode(ImageFormat.JPG, 80, soft(320, 240, 3));
        assertThat(NativeMemory.forgottenIn(CODE)).as("methods that make a Mat (MatOfByte and MatOfInt "
                + "are some) and do not release() it on every path, also when imencode throws: at 30 frames a second "
                + "their memory piles up outside Java's heap. Make them once, as fields that close() releases, or "
                + "release() them in a finally block").isEmpty();
    }

    @Test
    @Order(15)
    void it_is_an_image_file_and_not_serialized_objects() {
        encode(ImageFormat.PNG, 80, soft(64, 48, 3));
        classes().should().dependOnClassesThat().belongToAnyOf(Imgcodecs.class)
                .because("exercise 3.2 is to be done with OpenCV's Imgcodecs, which writes files that anybody can read")
                .check(CODE);
        noClasses().should().dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(Object.*|Serializable|Externalizable)")
                .because("that is the mistake of the article's pickle over again: only one language can read it, and "
                        + "whoever reads it lets the sender choose what is run")
                .check(CODE);
    }

    @Test
    @Order(16)
    void the_file_is_made_in_memory() {
        encode(ImageFormat.PNG, 80, soft(64, 48, 3));
        noClasses().should().dependOnClassesThat().haveNameMatching("java\\.(nio\\.file\\..*|io\\.(File|RandomA).*)")
                .because("a disk is slow and wears out: 30 frames a second are made and sent without ever lying on it. "
                        + "Imgcodecs.imencode writes into a MatOfByte")
                .check(CODE);
    }

    private static void checkSame(Mat opened, Mat frame, String what) {
        assertThat(opened).as("%s, opened as an image file (null: it is none). A payload is a file that every "
                + "program can open; Imgcodecs.imencode makes one in memory", what).isNotNull();
        assertThat(shape(opened)).as("%s: the size of the picture in the file", what).isEqualTo(shape(frame));
        assertThat(difference(opened, frame)).as("%s: by how much the pixels' values (0 to 255) differ from the "
                + "frame's, on average. Nothing may be lost. A little: is it a jpg, whatever the format? Much: are red "
                + "and blue exchanged? Frames are blue-green-red already, as imencode wants them", what)
                .isZero();
    }

    private static String start(byte[] file, int count) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(file, 0, Math.min(count, file.length));
    }

    private static String end(byte[] file, int count) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(file, Math.max(0, file.length - count),
                file.length);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
