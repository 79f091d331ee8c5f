package framebyframe.testing;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Paints a picture as a window does, and tells which colour a person then sees. */
public final class ClientPaint {

    private ClientPaint() {
    }

    /** A copy that nobody changes any more. */
    public static BufferedImage copy(BufferedImage picture) {
        BufferedImage copy = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = copy.createGraphics();
        synchronized (picture) {
            graphics.drawImage(picture, 0, 0, null);
        }
        graphics.dispose();
        return copy;
    }

    /** The colour of one pixel, as "red 255, green 0, blue 0". */
    public static String colour(BufferedImage picture, int x, int y) {
        if (x >= picture.getWidth() || y >= picture.getHeight()) {
            return "nothing: the picture is " + picture.getWidth() + "x" + picture.getHeight();
        }
        int rgb = copy(picture).getRGB(x, y);
        return "red " + (rgb >> 16 & 255) + ", green " + (rgb >> 8 & 255) + ", blue " + (rgb & 255);
    }
}
