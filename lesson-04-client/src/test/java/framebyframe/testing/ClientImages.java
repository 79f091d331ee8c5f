package framebyframe.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** Image files as a server might send them: good ones, and some that lie about their size. */
public final class ClientImages {

    /** More than the system's allocator keeps for later when it is freed, 32 MB: what is kept can be seen. */
    private static final int LARGE = 35_000_000;

    private ClientImages() {
    }

    /** A picture in which no two neighbours are alike: 8 bits, 1 channel (grey) or 3 (blue, green, red). */
    public static Mat picture(int width, int height, int channels) {
        byte[] bytes = new byte[width * height * channels];
        for (int i = 0; i < bytes.length; i++) {
            int pixel = i / channels;
            bytes[i] = (byte) (pixel % width * 5 + pixel / width * 11 + i % channels * 80);
        }
        Mat picture = new Mat(height, width, CvType.CV_8UC(channels));
        picture.put(0, 0, bytes);
        return picture;
    }

    /** A picture of one colour. */
    public static Mat plain(int width, int height, int blue, int green, int red) {
        return new Mat(height, width, CvType.CV_8UC3, new Scalar(blue, green, red));
    }

    /** An image file of a picture, which is released. The extension names the format: ".jpg", say. */
    public static byte[] encode(String extension, Mat picture) {
        MatOfByte encoded = new MatOfByte();
        Imgcodecs.imencode(extension, picture, encoded);
        byte[] file = encoded.toArray();
        encoded.release();
        picture.release();
        return file;
    }

    /**
     * Compares a decoded frame with the picture it should be.
     *
     * @return "no difference", or the first pixel that differs and its channels, as numbers from 0 to 255
     */
    public static String difference(Mat expected, Mat frame) {
        if (!frame.size().equals(expected.size()) || frame.type() != expected.type()) {
            return describe(frame) + " instead of " + describe(expected);
        }
        for (int y = 0; y < frame.rows(); y++) {
            for (int x = 0; x < frame.cols(); x++) {
                if (!Arrays.equals(expected.get(y, x), frame.get(y, x))) {
                    return "the pixel in row " + y + ", column " + x + " is " + Arrays.toString(frame.get(y, x))
                            + " instead of " + Arrays.toString(expected.get(y, x));
                }
            }
        }
        return "no difference";
    }

    private static String describe(Mat frame) {
        return frame.size() + " " + CvType.typeToString(frame.type());
    }

    /** A jpg image of a few hundred bytes whose header claims a size. */
    public static byte[] jpgClaiming(int width, int height) {
        byte[] file = encode(".jpg", plain(16, 16, 0, 0, 0));
        ByteBuffer in = ByteBuffer.wrap(file);
        int segment = 2; // after the start marker, segments follow: FF, a type, a length in two bytes
        while (file[segment + 1] != (byte) 0xC0) { // until the one that says the size
            segment += 2 + Short.toUnsignedInt(in.getShort(segment + 2));
        }
        in.putShort(segment + 5, (short) height).putShort(segment + 7, (short) width);
        return file;
    }

    /** A png image of 69 bytes whose header claims a size. */
    public static byte[] pngClaiming(int width, int height) {
        return png(width, height, new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1});
    }

    private static byte[] png(int width, int height, byte[] pixels) {
        ByteBuffer file = ByteBuffer.allocate(100 + pixels.length);
        file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        byte[] size = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 2).array();
        chunk(file, "IHDR", size);
        chunk(file, "IDAT", pixels);
        chunk(file, "IEND", new byte[0]);
        return Arrays.copyOf(file.array(), file.position());
    }

    private static void chunk(ByteBuffer file, String name, byte[] data) {
        CRC32 check = new CRC32();
        check.update(name.getBytes(StandardCharsets.US_ASCII));
        check.update(data);
        file.putInt(data.length).put(name.getBytes(StandardCharsets.US_ASCII)).put(data);
        file.putInt((int) check.getValue());
    }

    /**
     * A bmp image of 1,200 bytes whose header claims a size, and which holds a whole picture of that size: run-length
     * encoded, 256 colours.
     */
    public static byte[] bmpClaiming(int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(1_200).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(54 + 1_024);
        file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 8).putInt(1);
        file.putInt(0).putInt(0).putInt(0).putInt(256).putInt(0);
        file.put((byte) 100); // the first of the 256 colours, blue first
        file.put(54 + 1_024 + 1, (byte) 1); // the end: every pixel that was not named has the first colour
        return file.array();
    }

    /** The same in grey: its one colour is a shade. */
    public static byte[] greyBmp(int width, int height) {
        byte[] file = bmpClaiming(width, height);
        Arrays.fill(file, 54, 57, (byte) 100);
        return file;
    }

    /** A large png image, the header of which is right; its pixels are packed in a way that no png knows. */
    public static byte[] pngWithDamagedPixels() {
        return png(2_000, 2_000, new byte[LARGE]);
    }

    /** A jpg image of 35 MB of pixels that is cut short: a decoder fills it up with grey. */
    public static byte[] jpgCutShort() {
        byte[] file = encode(".jpg", plain(3_400, 3_400, 9, 9, 9));
        return Arrays.copyOf(file, file.length - 100);
    }

    /** A small jpg image with a comment that looks like the end of one. */
    public static byte[] jpgWithAnEndInTheMiddle() {
        byte[] file = encode(".jpg", picture(8, 6, 3));
        byte[] comment = {-1, -2, 0, 4, -1, -39}; // FF FE says comment, 4 its length with these two bytes, FF D9 end
        return ByteBuffer.allocate(file.length + comment.length)
                .put(file, 0, 2).put(comment).put(file, 2, file.length - 2).array();
    }

    /** A large bmp image whose header claims a size; what follows its few pixels is not used. */
    public static byte[] largeBmpClaiming(int width, int height) {
        byte[] file = Arrays.copyOf(bmpClaiming(width, height), LARGE);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(2, file.length);
        return file;
    }

    /** An image file written by the JDK: "gif" or "tiff". */
    public static byte[] jdkImage(String format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR), format, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** What Python's pickle writes for a call of {@code print}: whoever loads it, runs it. */
    public static byte[] pickle() {
        return "cbuiltins\nprint\n(S'your program ran this'\ntR.".getBytes(StandardCharsets.US_ASCII);
    }

    /** What Java's own serialization writes. */
    public static byte[] serializedObject() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new int[] {320, 240});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
