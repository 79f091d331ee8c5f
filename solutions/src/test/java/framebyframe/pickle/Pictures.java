package framebyframe.pickle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Pictures for tests, and the pickles that NumPy made of some. */
final class Pictures {

    /** The names of the pictures, of which there is a {@code .raw} file each, and pickles by NumPy 1 and 2. */
    static final List<String> NAMES = List.of("c_2x3x3", "c_300x2x3", "c_240x320x3", "gray_4x5", "view_2x3x3",
            "strided_2x3x3", "bgr2rgb_2x3x3", "fort_2x3x3");

    private Pictures() {
    }

    /** The names of all pickles: each picture by NumPy 1 and 2, with protocol 4 and 5. */
    static List<String> pickles() {
        return NAMES.stream()
                .flatMap(name -> List.of(".np1.p4", ".np1.p5", ".np2.p4", ".np2.p5").stream().map(name::concat))
                .toList();
    }

    /** A pickle that NumPy made, by its name such as {@code c_2x3x3.np1.p4}. */
    static byte[] pickle(String name) {
        return resource(name + ".pkl");
    }

    /** The picture that a pickle holds, as height, width and channels. */
    static int[] size(String name) {
        String[] sizes = name.replaceAll("^[^_]*_|\\..*$", "").split("x");
        return new int[] {Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), sizes.length == 2 ? 1 : 3};
    }

    /** The picture's bytes, row by row. */
    static byte[] pixels(String name) {
        return resource(name.replaceAll("\\..*$", "") + ".raw");
    }

    /** A picture of these bytes, which the caller releases. */
    static Mat picture(int height, int width, int channels, byte[] pixels) {
        Mat picture = new Mat(height, width, CvType.CV_8UC(channels));
        picture.put(0, 0, pixels);
        return picture;
    }

    /** The bytes that {@code goldens.py} makes its pictures of. */
    static byte[] pattern(int length, int first) {
        byte[] pixels = new byte[length];
        for (int i = 0; i < length; i++) {
            pixels[i] = (byte) (first + 31 * i + i / 256);
        }
        return pixels;
    }

    /** A picture's bytes, row by row. */
    static byte[] pixels(Mat picture) {
        byte[] pixels = new byte[(int) picture.total() * picture.channels()];
        picture.get(0, 0, pixels);
        return pixels;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A payload as it comes from the network: somewhere in a larger array. */
    static ByteBuffer payload(byte[] pickle) {
        byte[] larger = new byte[pickle.length + 7];
        System.arraycopy(pickle, 0, larger, 3, pickle.length);
        return ByteBuffer.wrap(larger, 3, pickle.length);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Pictures.class.getResourceAsStream("/pickle/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
