package framebyframe.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static framebyframe.testing.ClientExpect.result;
import static framebyframe.testing.ClientExpect.thrown;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.testing.ClientImages;
import framebyframe.testing.ClientMemory;
import framebyframe.testing.LessonClasses;
import java.io.ObjectInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

@Order(42)
@DisplayName("4.2 decode a frame")
class Exercise42DecodeAFrameTest {

    private static final JavaClasses CODE = LessonClasses.inPackageOf(ImageDecoder.class);

    private static final String NO_READER = "ImageIO.getImageReaders offers no reader for it: ask its hasNext()";
    private static final String OTHER_READER = "ImageIO reads more formats than the three that are allowed here:"
            + " ImageReader.getFormatName() is \"JPEG\", \"png\" or \"bmp\" for those";

    private final ImageDecoder decoder = new ImageDecoder();
    private final Mat frame = new Mat();

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    @AfterEach
    void release() {
        frame.release();
    }

    @Test
    @Order(1)
    void a_png_and_a_bmp_come_out_exactly_as_they_were() {
        Random random = new Random();
        Mat picture = ClientImages.picture(1 + random.nextInt(60), 1 + random.nextInt(60), 3); // of whatever size
        for (String extension : List.of(".png", ".bmp")) {
            decoded(ByteBuffer.wrap(ClientImages.encode(extension, picture.clone())));
            assertThat(ClientImages.difference(picture, frame)).as("a decoded %s beside the picture it was made of,"
                    + " three channels of 8 bits: this format loses nothing. Imgcodecs.imdecode gives blue, green,"
                    + " red, in this order; leave it so, and copy it with copyTo(frame)", extension)
                    .isEqualTo("no difference");
        }
    }

    @Test
    @Order(2)
    void a_jpg_comes_out_in_nearly_the_same_colours() {
        decoded(ByteBuffer.wrap(ClientImages.encode(".jpg", ClientImages.plain(32, 24, 200, 100, 30))));
        int[] colour = Arrays.stream(frame.get(12, 16)).mapToInt(value -> (int) value).toArray();
        assertThat(Arrays.stream(colour).mapToObj(value -> (value + 5) / 10 * 10).toList()).as("blue, green and red of"
                + " a jpg, rounded: OpenCV has decoded them in this order already; leave it")
                .containsExactly(200, 100, 30);
    }

    @Test
    @Order(3)
    void a_grey_picture_stays_grey() {
        for (String extension : List.of(".png", ".bmp", ".jpg")) {
            decoded(ByteBuffer.wrap(ClientImages.encode(extension, ClientImages.picture(30, 20, 1))));
            assertThat(frame.channels()).as("channels of a grey %s: one is enough, three take three times the memory."
                    + " imdecode makes three unless a flag says that any colour will do: IMREAD_ANYCOLOR", extension)
                    .isEqualTo(1);
        }
    }

    @Test
    @Order(4)
    void sixteen_bits_and_transparency_become_eight_bits_and_three_channels() {
        Mat deep = new Mat();
        ClientImages.picture(30, 20, 3).convertTo(deep, CvType.CV_16UC3, 256);
        Mat transparent = new Mat(20, 30, CvType.CV_8UC4);
        for (Mat picture : List.of(deep, transparent)) {
            decoded(ByteBuffer.wrap(ClientImages.encode(".png", picture)));
            assertThat(CvType.typeToString(frame.type())).as("the type of an unusual png: whoever shows it expects 8"
                    + " bits, and 1 or 3 channels. imdecode converts it with IMREAD_ANYCOLOR;"
                    + " IMREAD_UNCHANGED keeps it from doing so, and IMREAD_ANYDEPTH keeps 16 bits")
                    .isEqualTo("CV_8UC3");
        }
    }

    @Test
    @Order(5)
    void the_payload_may_stand_in_the_middle_of_an_array() {
        byte[] image = ClientImages.encode(".png", ClientImages.picture(30, 20, 3));
        byte[] memory = new byte[image.length + 30];
        System.arraycopy(image, 0, memory, 12, image.length);
        ByteBuffer shifted = ByteBuffer.wrap(memory, 2, memory.length - 2).slice().position(10)
                .limit(10 + image.length);
        accepted(shifted);
        assertThat(ClientImages.difference(ClientImages.picture(30, 20, 3), frame)).as("the picture's bytes begin at"
                + " arrayOffset() + position(), and there are remaining() of them: MessageReader uses the same array"
                + " for every message, and a short one leaves the end of a long one behind it")
                .isEqualTo("no difference");
    }

    @Test
    @Order(6)
    void the_payload_is_not_changed() {
        byte[] image = ClientImages.encode(".png", ClientImages.picture(30, 20, 3));
        ByteBuffer payload = ByteBuffer.wrap(image.clone());
        decoded(payload);
        assertThat(payload).as("the payload after decoding: others may want to read it, too (to save it, say)."
                + " A duplicate() has a position of its own").isEqualTo(ByteBuffer.wrap(image));
    }

    @Test
    @Order(7)
    void the_next_picture_takes_the_place_of_the_one_before() {
        decoded(ByteBuffer.wrap(ClientImages.encode(".png", ClientImages.picture(30, 20, 3))));
        decoded(ByteBuffer.wrap(ClientImages.encode(".png", ClientImages.picture(20, 40, 3))));
        assertThat(ClientImages.difference(ClientImages.picture(20, 40, 3), frame)).as("the frame after a second image,"
                + " of another size: the same Mat is used for the whole stream").isEqualTo("no difference");
    }

    @Test
    @Order(8)
    void a_picture_of_eight_megapixels_is_welcome() {
        decoded(ByteBuffer.wrap(ClientImages.encode(".bmp", ClientImages.plain(3840, 2160, 1, 2, 3))));
        assertThat(frame.size().toString()).as("the size of a 4K picture: it has 24 MB of pixels, and is no attack")
                .isEqualTo("3840x2160");
        ByteBuffer strip = ByteBuffer.wrap(ClientImages.encode(".png", ClientImages.plain(20_000, 8, 1, 2, 3)));
        result("decode(a png of 20000x8 pixels) was called", "What costs memory is the number of pixels, not the length"
                + " of a side: limit the one and not the other", () -> decode(strip));
        assertThat(frame.size().toString()).as("the size of a strip of 20000x8 pixels").isEqualTo("20000x8");
    }

    @Test
    @Order(9)
    void garbage_is_refused() {
        byte[] random = new byte[1_000];
        new Random(4).nextBytes(random);
        refused("an empty payload", new byte[0], NO_READER);
        refused("a payload of three bytes", new byte[] {1, 2, 3}, NO_READER);
        refused("a payload of random bytes", random, NO_READER);
        refused("a text", "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(), NO_READER);
        refused("the first four bytes of a jpg, and zeros", Arrays.copyOf(new byte[] {-1, -40, -1, -32}, 500));
    }

    @Test
    @Order(10)
    void other_formats_are_refused() {
        refused("a gif", ClientImages.jdkImage("gif"), OTHER_READER);
        refused("a tiff", ClientImages.jdkImage("tiff"), OTHER_READER);
        refused("a webp", ClientImages.encode(".webp", ClientImages.picture(30, 20, 3)), NO_READER);
    }

    @Test
    @Order(11)
    void serialized_objects_are_refused_and_never_loaded() {
        refused("what Java's own serialization wrote", ClientImages.serializedObject(), NO_READER);
        refused("a pickle that calls a function", ClientImages.pickle(), NO_READER);
        LessonClasses.mustNotPeek(ImageDecoder.class);
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName(ObjectInputStream.class.getName())
                .because("an ObjectInputStream builds whatever objects the data names, and runs their code: it is"
                        + " pickle.loads again. What comes from the network is data: decode it as an image")
                .check(CODE);
    }

    @Test
    @Order(12)
    void every_truncation_of_a_jpg_is_refused() {
        everyTruncationIsRefused("jpg", ClientImages.jpgWithAnEndInTheMiddle(), "imdecode fills what is missing in a"
                + " jpg with grey and reports success; a whole jpg ends with the bytes FF D9; the same two may stand in"
                + " its middle as well, in a comment, say");
    }

    @Test
    @Order(13)
    void every_truncation_of_a_png_is_refused() {
        everyTruncationIsRefused("png", ClientImages.encode(".png", ClientImages.picture(8, 6, 3)), "a whole png ends"
                + " with a chunk of twelve bytes that is always the same: 00 00 00 00, \"IEND\", AE 42 60 82");
    }

    @Test
    @Order(14)
    void every_truncation_of_a_bmp_is_refused() {
        everyTruncationIsRefused("bmp", ClientImages.encode(".bmp", ClientImages.picture(8, 6, 3)), "a bmp says in its"
                + " bytes 2 to 5, the lowest first, how many bytes it has");
        everyTruncationIsRefused("bmp", ClientImages.bmpClaiming(8, 6), "its pixels may all be there, and the file be"
                + " cut short all the same; a bmp says in its bytes 2 to 5, the lowest first, how many bytes it has");
    }

    @Test
    @Order(15)
    void a_damaged_image_is_refused() {
        byte[] image = ClientImages.encode(".jpg", ClientImages.picture(30, 20, 3));
        byte[] damaged = new byte[image.length + 1];
        System.arraycopy(image, 0, damaged, 0, 2);
        System.arraycopy(image, 2, damaged, 3, image.length - 2);
        refused("a jpg with a zero byte too many after its first two", damaged);
        for (String extension : List.of(".jpg", ".png", ".bmp")) {
            byte[] file = ClientImages.encode(extension, ClientImages.picture(30, 20, 3));
            refused("a " + extension + " file and a zero byte", Arrays.copyOf(file, file.length + 1), "A payload is one"
                    + " file and not a byte more: the file's end has to be the payload's end");
        }
        byte[] nothing = ClientImages.encode(".bmp", ClientImages.picture(30, 20, 3));
        Arrays.fill(nothing, 18, 30, (byte) 0); // here a bmp says how wide, high and deep it is
        nothing[30] = 5; // and here, how it is packed: in a way that nobody uses
        refused("a bmp that claims to be 0x0 pixels", nothing);
        byte[] before = ClientImages.encode(".bmp", ClientImages.picture(30, 20, 3));
        before[13] = (byte) 0xAE; // the highest of four bytes which say where the pixels begin: before the file
        refused("a bmp whose pixels begin before the file", before, "ImageIO throws not only an IOException if a header"
                + " is damaged, but RuntimeExceptions of many kinds, too: whatever getWidth throws, the image is bad");
    }

    @Test
    @Order(16)
    void an_absurd_size_is_refused_before_it_costs_memory() throws Exception {
        for (byte[] image : List.of(ClientImages.bmpClaiming(9_000, 9_000), ClientImages.pngClaiming(9_000, 9_000),
                ClientImages.jpgClaiming(9_000, 9_000))) {
            String what = "an image of " + image.length + " bytes that claims 9000x9000 pixels";
            assertThat(ClientMemory.peak(() -> refused(what, image))).as("megabytes that were reserved to refuse "
                    + what + ", which take 232: anybody could fill this machine's memory with a few bytes. Look at the"
                    + " size before imdecode: ImageReader.getWidth and getHeight read the header only").isLessThan(200);
        }
    }

    @Test
    @Order(17)
    void the_refusal_names_the_claimed_size() {
        for (int side : new int[] {8_193, 12_000, 40_000}) {
            for (byte[] image : List.of(ClientImages.bmpClaiming(side, side), ClientImages.pngClaiming(side, side),
                    ClientImages.jpgClaiming(side, side))) {
                claimIsNamed(side, image);
            }
        }
        decoded(ByteBuffer.wrap(ClientImages.greyBmp(8_192, 8_192)));
        assertThat(frame.size().toString()).as("the size of a picture with exactly MAX_PIXELS pixels: so many it may"
                + " have, only more are refused").isEqualTo("8192x8192");
    }

    @Test
    @Order(18)
    void a_product_that_fits_no_int_is_too_large_as_well() {
        claimIsNamed(65_536, ClientImages.pngClaiming(65_536, 65_536)); // times itself: 2^32, which is 0 in an int
        claimIsNamed(46_341, ClientImages.pngClaiming(46_341, 46_341)); // times itself: negative in an int
    }

    @Test
    @Order(19)
    void memory_is_given_back() throws Exception {
        everythingIsGivenBack(ClientImages.bmpClaiming(3_400, 3_400)); // 35 MB of pixels, in a small file
    }

    @Test
    @Order(20)
    void the_memory_of_the_file_is_given_back_as_well() throws Exception {
        everythingIsGivenBack(ClientImages.largeBmpClaiming(16, 16)); // few pixels, in a file of 35 MB
    }

    @Test
    @Order(21)
    void memory_is_given_back_after_a_refusal_too() throws Exception {
        refusalGivesBack("a png with damaged pixels", ClientImages.pngWithDamagedPixels());
        refusalGivesBack("a jpg that is cut short", ClientImages.jpgCutShort());
        refusalGivesBack("a bmp that claims too much", ClientImages.largeBmpClaiming(9_000, 9_000));
    }

    private void everythingIsGivenBack(byte[] image) throws Exception {
        long growth = ClientMemory.growth(6, 100, () -> decoded(ByteBuffer.wrap(image)));
        assertThat(growth).as("megabytes by which the program grew while it decoded the same picture again and again:"
                + " the pixels of a Mat are not in Java's heap, so the garbage collector does not see how large it is."
                + " Call release() on every Mat that you make (a MatOfByte is one) or that imdecode returns")
                .isLessThan(100);
    }

    private void refusalGivesBack(String what, byte[] image) throws Exception {
        assertThat(ClientMemory.growth(6, 100, () -> refused(what, image))).as("megabytes by which the program grew"
                + " while it refused " + what + " again and again: an exception leaves a method before the release() at"
                + " its end. Release each Mat in a finally block").isLessThan(100);
    }

    private void everyTruncationIsRefused(String format, byte[] image, String advice) {
        accepted(ByteBuffer.wrap(image));
        for (int length = image.length - 1; length >= 0; length--) {
            byte[] part = Arrays.copyOf(image, length);
            thrown(BadFrameException.class, "the first " + length + " of the " + image.length + " bytes of a "
                    + format, "a server that dies in the middle of a frame must not leave half a picture: " + advice,
                    () -> decode(ByteBuffer.wrap(part)));
        }
    }

    private void claimIsNamed(int side, byte[] image) {
        BadFrameException refusal = refused("an image of " + image.length + " bytes that claims " + side + "x" + side,
                image);
        assertThat(refusal.getCause() instanceof BadFrameException).as("your BadFrameException (%s) has another one as"
                + " its cause, %s. A BadFrameException is an IOException: does a catch of your own take it, and wrap it"
                + " up? (true: yes)", refusal.getMessage(), refusal.getCause())
                .isFalse();
        assertThat(refusal.getMessage())
                .as("the message must name the size that the image claims. If it speaks of the decoder instead: you"
                        + " look at the size too late, after imdecode. Ask ImageReader for it, and refuse the image"
                        + " before anything is decoded. The limit is MAX_PIXELS; mind that an int overflows")
                .contains(String.valueOf(side));
    }

    private void decoded(ByteBuffer payload) {
        accepted(payload);
        assertThat(frame.empty()).as("the frame that was passed in is empty after decode(): the picture belongs in it;"
                + " copyTo puts one Mat's pixels into another").isFalse();
    }

    private void accepted(ByteBuffer payload) {
        result("decode(a whole image of " + payload.remaining() + " bytes) was called", "Nothing is wrong with this"
                + " image, which begins at arrayOffset() + position() of its array and has remaining() bytes: what made"
                + " your code refuse it?", () -> decode(payload));
    }

    private BadFrameException refused(String what, byte[] payload) {
        return refused(what, payload, "Which size does its header claim, is the end there, and is what imdecode"
                + " returned empty()?");
    }

    private BadFrameException refused(String what, byte[] payload, String advice) {
        return thrown(BadFrameException.class, "decode(" + what + ")", "Whoever decodes what came from the network must"
                + " refuse what is no whole jpg, png or bmp, and with one kind of exception, so that the receive loop"
                + " can end well. " + advice, () -> decode(ByteBuffer.wrap(payload)));
    }

    private Object decode(ByteBuffer payload) throws BadFrameException {
        decoder.decode(payload, frame);
        return "a picture of " + frame.size();
    }
}
