package framebyframe.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** Pictures for tests, made and compared pixel by pixel. */
public final class Pictures {

    private Pictures() {
    }

    /** A grey picture with these values, row by row. */
    public static Mat grey(int[]... rows) {
        Mat picture = new Mat(rows.length, rows[0].length, CvType.CV_8UC1);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length; x++) {
                picture.put(y, x, rows[y][x]);
            }
        }
        return picture;
    }

    /** A picture with soft changes of brightness, different in every channel; 1 channel is grey, 3 are colours. */
    public static Mat soft(int width, int height, int channels) {
        byte[] pixels = new byte[width * height * channels];
        int i = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    pixels[i++] = (byte) switch (channel) {
                        case 0 -> 20 + 100 * x / width;
                        case 1 -> 60 + 120 * y / height;
                        default -> 240 - 60 * x / width;
                    };
                }
            }
        }
        return of(width, height, channels, pixels);
    }

    /** A picture without anything on it. */
    public static Mat black(int width, int height, int channels) {
        return new Mat(height, width, CvType.CV_8UC(channels), Scalar.all(0));
    }

    /** A picture of these pixels, the rows from top to bottom. */
    public static Mat of(int width, int height, int channels, byte[] pixels) {
        Mat picture = new Mat(height, width, CvType.CV_8UC(channels));
        picture.put(0, 0, pixels);
        return picture;
    }

    /** All bytes of a picture, the rows from top to bottom. */
    public static byte[] pixels(Mat picture) {
        byte[] pixels = new byte[(int) (picture.total() * picture.elemSize())];
        if (pixels.length > 0) {
            picture.get(0, 0, pixels);
        }
        return pixels;
    }

    /** A picture's size, such as {@code 320x240, 3 channels}. */
    public static String shape(Mat picture) {
        return picture.cols() + "x" + picture.rows() + ", "
                + (picture.channels() == 1 ? "1 channel" : picture.channels() + " channels");
    }

    /** Opens an image file as any Java program does, without OpenCV; null if it is no picture. */
    public static Mat open(byte[] file) throws IOException {
        BufferedImage image = file == null ? null : ImageIO.read(new ByteArrayInputStream(file));
        if (image == null) {
            return null;
        }
        int channels = image.getRaster().getNumBands() == 1 ? 1 : 3;
        byte[] pixels = new byte[image.getWidth() * image.getHeight() * channels];
        int i = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = channels == 1 ? image.getRaster().getSample(x, y, 0) : image.getRGB(x, y);
                for (int channel = 0; channel < channels; channel++) {
                    pixels[i++] = (byte) (rgb >> 8 * channel); // blue, green, red
                }
            }
        }
        return of(image.getWidth(), image.getHeight(), channels, pixels);
    }

    /** By how much two pictures of the same shape differ, on average over all bytes. */
    public static double difference(Mat one, Mat other) {
        byte[] a = pixels(one);
        byte[] b = pixels(other);
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(Byte.toUnsignedInt(a[i]) - Byte.toUnsignedInt(b[i]));
        }
        return sum / (double) a.length;
    }
}
