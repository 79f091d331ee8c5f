package framebyframe.testing;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Gathers the frames that the learner's code has received, and writes them side by side into one picture. */
public final class ClientContactSheet {

    /** Where the sheet is written. */
    public static final Path FILE = Path.of("target", "received-frames.png");

    private static final int COLUMNS = 6;
    private static final int MOST = 48;
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final List<BufferedImage> THUMBNAILS = new ArrayList<>();

    private ClientContactSheet() {
    }

    /** Adds a copy of a frame. */
    static synchronized void add(BufferedImage picture) {
        if (THUMBNAILS.size() == MOST) {
            return;
        }
        BufferedImage thumbnail = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = thumbnail.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(picture, 0, 0, WIDTH - 4, HEIGHT - 4, null);
        g.dispose();
        THUMBNAILS.add(thumbnail);
    }

    /** Writes the sheet, if there is something to see. */
    public static synchronized void write() throws IOException {
        if (THUMBNAILS.isEmpty()) {
            return;
        }
        int rows = (THUMBNAILS.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(COLUMNS * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        for (int i = 0; i < THUMBNAILS.size(); i++) {
            g.drawImage(THUMBNAILS.get(i), i % COLUMNS * WIDTH, i / COLUMNS * HEIGHT, null);
        }
        g.dispose();
        Files.createDirectories(FILE.getParent());
        ImageIO.write(sheet, "png", FILE.toFile());
    }
}
