package framebyframe.bench;

import framebyframe.pattern.TestPattern;
import java.io.IOException;
import java.nio.file.Path;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.videoio.VideoWriter;
import org.opencv.videoio.Videoio;

/** A video file of the test pattern, in place of a camera: Motion JPEG, 640x480, as many cameras send it. */
final class Clip {

    private Clip() {
    }

    /** Writes it with so many frames. */
    static void write(Path file, int frames) throws IOException {
        VideoWriter writer = new VideoWriter(file.toString(), Videoio.CAP_OPENCV_MJPEG,
                VideoWriter.fourcc('M', 'J', 'P', 'G'), 30, new Size(640, 480));
        Mat frame = new Mat();
        try (TestPattern pattern = new TestPattern(640, 480)) {
            if (!writer.isOpened()) {
                throw new IOException("OpenCV cannot write " + file);
            }
            for (int number = 0; number < frames; number++) {
                pattern.draw(frame, number, TestPattern.now());
                writer.write(frame);
            }
        } finally {
            writer.release();
            frame.release();
        }
    }
}
