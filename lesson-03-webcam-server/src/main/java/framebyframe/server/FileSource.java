// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IllegalFormatException;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.videoio.VideoCapture;
import org.opencv.videoio.Videoio;

/**
 * A video file, or a sequence of images such as {@code frames/%04d.png}, played at its own rate, from the start again
 * when it ends.
 */
public final class FileSource implements FrameSource {

    /** Used where a file does not say how many frames per second it has. */
    private static final double USUAL_FPS = 30;

    private final String file;
    private final double fps;

    /**
     * @param file the path of a video, or a path with a number format in it
     * @param fps frames per second; the file's own rate if it is infinite
     */
    public FileSource(String file, double fps) {
        this.file = file;
        this.fps = fps;
    }

    @Override
    public Capture open() throws IOException {
        VideoCapture video = openVideo();
        double own = video.get(Videoio.CAP_PROP_FPS);
        if (!(own > 1 && own < 1_000)) {
            own = USUAL_FPS;
        }
        return new FileCapture(video, new Pacer(Double.isInfinite(fps) ? own : fps));
    }

    @Override
    public String toString() {
        return file;
    }

    private VideoCapture openVideo() throws IOException {
        if (!exists()) {
            throw new IOException("there is no file " + file);
        }
        VideoCapture video = new VideoCapture(file, backend());
        if (!video.isOpened()) {
            video.release();
            throw new IOException(file + " cannot be opened as a video" + (knowsMostFormats() ? ""
                    : ": OpenCV has no FFmpeg on this system and reads Motion JPEG .avi only; convert it: "
                            + "ffmpeg -i " + file + " -an -c:v mjpeg -q:v 4 video.avi"));
        }
        return video;
    }

    private boolean isSequence() {
        return file.contains("%");
    }

    private boolean exists() throws IOException {
        try {
            return isSequence()
                    ? Files.exists(Path.of(String.format(file, 0))) || Files.exists(Path.of(String.format(file, 1)))
                    : Files.isRegularFile(Path.of(file));
        } catch (IllegalFormatException e) {
            throw new IOException(file + " is no sequence of images: write the number as in %04d.png", e);
        }
    }

    /** Which of OpenCV's readers to ask; left to itself it tries all of them, and each complains on the terminal. */
    private int backend() {
        if (isSequence()) {
            return Videoio.CAP_IMAGES;
        }
        return knowsMostFormats() ? Videoio.CAP_ANY : Videoio.CAP_OPENCV_MJPEG;
    }

    private static boolean knowsMostFormats() {
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        return !linux || Core.getBuildInformation().matches("(?s).*FFMPEG:\\s+YES.*");
    }

    private final class FileCapture implements Capture {

        private final Pacer pacer;
        private VideoCapture video;

        FileCapture(VideoCapture video, Pacer pacer) {
            this.video = video;
            this.pacer = pacer;
        }

        @Override
        public boolean read(Mat frame) throws IOException {
            pacer.await();
            if (!video.read(frame)) {
                video.release();
                video = openVideo(); // from the start again
                if (!video.read(frame)) {
                    throw new IOException(file + " has no frames");
                }
            }
            return true;
        }

        @Override
        public void close() {
            video.release();
        }
    }
}
