package framebyframe.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** Puts frames side by side in one picture, to look at. */
public final class ContactSheet {

    private static final int COLUMNS = 4;
    private static final int GAP = 8;

    private ContactSheet() {
    }

    /**
     * Writes the picture as {@code target/NAME}.
     *
     * @param frames colour pictures of the same size; without any, nothing is written
     */
    public static void write(String name, List<Mat> frames) throws IOException {
        if (frames.isEmpty()) {
            return;
        }
        int width = frames.get(0).cols();
        int height = frames.get(0).rows();
        int rows = (frames.size() + COLUMNS - 1) / COLUMNS;
        Mat sheet = new Mat(GAP + rows * (height + GAP), GAP + COLUMNS * (width + GAP), CvType.CV_8UC3,
                new Scalar(64, 64, 64));
        for (int i = 0; i < frames.size(); i++) {
            Rect place = new Rect(GAP + i % COLUMNS * (width + GAP), GAP + i / COLUMNS * (height + GAP), width, height);
            frames.get(i).copyTo(sheet.submat(place));
        }
        Path file = Files.createDirectories(Path.of("target")).resolve(name);
        Imgcodecs.imwrite(file.toString(), sheet);
        sheet.release();
    }
}
