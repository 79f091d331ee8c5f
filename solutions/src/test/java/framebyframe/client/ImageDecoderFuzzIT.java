package framebyframe.client;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.opencv.OpenCvLibrary;
import framebyframe.pattern.TestPattern;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Throws thousands of damaged images at the decoder: {@code -Dkit.fuzz=20000} says how many.
 *
 * <p>It does so in a program of its own, whose words go to a file. The native decoders print a line about most damaged
 * images, which nothing can switch off; and were one of them to crash, this test could still say so.
 */
class ImageDecoderFuzzIT {

    private static final int COUNT = Integer.getInteger("kit.fuzz", 10_000);
    private static final long SEED = 42;
    private static final int MEGABYTE = 1 << 20;
    private static final Path STATUS = Path.of("/proc/self/status");

    @Test
    void only_a_frame_or_a_BadFrameException_comes_of_an_image_and_memory_stays_bounded() throws Exception {
        File output = new File("target", "image-decoder-fuzz.txt");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                ImageDecoderFuzzIT.class.getName(), String.valueOf(COUNT))
                .redirectErrorStream(true).redirectOutput(output).start();
        boolean ended = process.waitFor(30 + COUNT / 50, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        List<String> lines = new String(Files.readAllBytes(output.toPath()), "ISO-8859-1").lines().toList();
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        assertThat(ended).as("it ended in time; its output is in " + output).isTrue();
        assertThat(last).as("the last line of " + output).startsWith("all well: ");
        assertThat(process.exitValue()).as("exit value; its output is in " + output).isZero();
    }

    /** @param args how many images */
    public static void main(String[] args) throws Exception {
        OpenCvLibrary.load();
        int count = Integer.parseInt(args[0]);
        List<byte[]> images = images();
        Random random = new Random(SEED);
        ImageDecoder decoder = new ImageDecoder();
        Mat frame = new Mat();
        int frames = 0;
        long before = 0;
        for (int i = 0; i < count; i++) {
            if (i == count / 10) {
                before = nativeMegabytes();
            }
            byte[] image = damage(images, random);
            try {
                decoder.decode(ByteBuffer.wrap(image), frame);
                require((frame.type() == CvType.CV_8UC1 || frame.type() == CvType.CV_8UC3) && !frame.empty()
                        && frame.total() <= ImageDecoder.MAX_PIXELS, "image " + i + " became " + frame, image);
                frames++;
            } catch (BadFrameException e) {
                require(!e.getMessage().isBlank(), "image " + i + " was refused without a word", image);
            } catch (RuntimeException | Error e) {
                require(false, "image " + i + ": " + e, image);
            }
            if (frame.total() > MEGABYTE) {
                frame.release();
            }
        }
        long growth = nativeMegabytes() - before;
        require(growth < 200, "native memory grew by " + growth + " MB", new byte[0]);
        require(frames > count / 50, "only " + frames + " frames: these images are damaged too much", new byte[0]);
        require(frames < count / 2, frames + " frames: these images are damaged too little", new byte[0]);
        System.out.println();
        System.out.println("all well: " + count + " images, " + frames + " frames, native memory grew by " + growth
                + " MB");
    }

    private static void require(boolean condition, String message, byte[] image) {
        if (!condition) {
            System.out.println();
            System.out.println(HexFormat.of().formatHex(image));
            System.out.println("FAILED with the seed " + SEED + ": " + message);
            System.exit(1);
        }
    }

    /** All memory of this process but Java's heap, in megabytes; 0 where the system does not tell (Linux does). */
    private static long nativeMegabytes() throws IOException {
        if (Files.notExists(STATUS)) {
            return 0;
        }
        long resident = Files.readAllLines(STATUS).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).findFirst().orElse(0) * 1_024;
        return (resident - Runtime.getRuntime().totalMemory()) / MEGABYTE;
    }

    private static byte[] damage(List<byte[]> images, Random random) {
        byte[] image = images.get(random.nextInt(images.size())).clone();
        for (int times = random.nextInt(4); times >= 0; times--) {
            int at = random.nextInt(random.nextInt(3) == 0 ? image.length : Math.min(image.length, 64));
            int length = Math.min(random.nextInt(200), image.length - at);
            switch (random.nextInt(7)) {
                case 0 -> image[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> image[at] = (byte) random.nextInt();
                case 2 -> putNumber(image, at, random);
                case 3 -> image = Arrays.copyOf(image, Math.max(1, random.nextInt(image.length)));
                case 4 -> { // a piece of another image
                    byte[] other = images.get(random.nextInt(images.size()));
                    int from = random.nextInt(other.length);
                    System.arraycopy(other, from, image, at, Math.min(length, other.length - from));
                }
                case 5 -> image = splice(image, at, at, 1 + random.nextInt(20));
                default -> image = splice(image, at, Math.min(at + length, image.length - 1), 0);
            }
        }
        if (random.nextBoolean()) {
            mendEnd(image); // so that the damage is not always noticed by the missing end
        }
        return image;
    }

    /** Puts a number that often means trouble where a width, a height or a length may stand. */
    private static void putNumber(byte[] image, int at, Random random) {
        int[] numbers = {0, 1, -1, 8_000, 60_000, 0xFFFF, 0x10000, Integer.MAX_VALUE, Integer.MIN_VALUE};
        int number = numbers[random.nextInt(numbers.length)];
        ByteBuffer target = ByteBuffer.wrap(image)
                .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (at + 4 <= image.length) {
            if (random.nextBoolean()) {
                target.putInt(at, number);
            } else {
                target.putShort(at, (short) number);
            }
        }
    }

    private static byte[] splice(byte[] image, int from, int to, int gap) {
        byte[] result = new byte[image.length - (to - from) + gap];
        System.arraycopy(image, 0, result, 0, from);
        System.arraycopy(image, to, result, from + gap, image.length - to);
        return result;
    }

    private static void mendEnd(byte[] image) {
        byte[] end = switch (image[0]) {
            case (byte) 0xFF -> new byte[] {-1, (byte) 0xD9};
            case (byte) 0x89 -> new byte[] {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 'B', 0x60, (byte) 0x82};
            default -> new byte[0];
        };
        if (image.length > 20) {
            System.arraycopy(end, 0, image, image.length - end.length, end.length);
            if (image[0] == 'B') {
                ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(2, image.length);
            }
        }
    }

    /** Whole images of every kind that the three formats know: colour, grey, palette, 16 bits, with alpha and so on. */
    private static List<byte[]> images() throws IOException {
        Mat colour = new Mat();
        try (TestPattern pattern = new TestPattern(160, 120)) {
            pattern.draw(colour, 5, 5);
        }
        Mat grey = new Mat();
        Imgproc.cvtColor(colour, grey, Imgproc.COLOR_BGR2GRAY);
        Mat deep = new Mat();
        colour.convertTo(deep, CvType.CV_16UC3, 256);
        Mat transparent = new Mat();
        Imgproc.cvtColor(colour, transparent, Imgproc.COLOR_BGR2BGRA);
        Mat tiny = new Mat(3, 5, CvType.CV_8UC3, new Scalar(1, 2, 3));
        return List.of(opencv(".jpg", colour), opencv(".jpg", grey), opencv(".jpg", tiny),
                opencv(".jpg", colour, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1),
                opencv(".jpg", colour, Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 2),
                opencv(".png", colour), opencv(".png", grey), opencv(".png", deep), opencv(".png", transparent),
                opencv(".png", tiny), opencv(".bmp", colour), opencv(".bmp", grey), opencv(".bmp", tiny),
                jdk("png", BufferedImage.TYPE_BYTE_INDEXED), jdk("png", BufferedImage.TYPE_BYTE_BINARY),
                jdk("bmp", BufferedImage.TYPE_BYTE_INDEXED), jdk("bmp", BufferedImage.TYPE_BYTE_BINARY),
                jdk("bmp", BufferedImage.TYPE_USHORT_555_RGB));
    }

    private static byte[] opencv(String extension, Mat picture, int... parameters) {
        MatOfByte image = new MatOfByte();
        Imgcodecs.imencode(extension, picture, image, new MatOfInt(parameters));
        return image.toArray();
    }

    private static byte[] jdk(String format, int type) throws IOException {
        BufferedImage picture = new BufferedImage(160, 120, type);
        for (int i = 0; i < 160 * 120; i++) {
            picture.setRGB(i % 160, i / 160, i * 7_919 | 0xFF000000);
        }
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        ImageIO.write(picture, format, image);
        return image.toByteArray();
    }
}
