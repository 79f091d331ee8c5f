// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.IllegalFormatException;
import java.util.Locale;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;
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
        double told = video.get(Videoio.CAP_PROP_FPS);
        double own = told > 1 && told < 1_000 ? told : USUAL_FPS;
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
        if (isSequence() && !Imgcodecs.haveImageReader(firstImage().toString())) {
            throw new IOException(firstImage() + " cannot be opened: it is no image that OpenCV can read");
        }
        if (backend() == Videoio.CAP_OPENCV_MJPEG && !isMotionJpeg()) {
            throw new IOException(file + " cannot be opened: OpenCV has no FFmpeg on this system and reads Motion JPEG "
                    + ".avi files only; convert it: ffmpeg -i " + file + " -an -c:v mjpeg -q:v 4 video.avi");
        }
        VideoCapture video = new VideoCapture(file, backend());
        if (!video.isOpened()) {
            video.release();
            throw new IOException(file + " cannot be opened: it is no video that OpenCV can read");
        }
        return video;
    }

    /** Looks for itself, because OpenCV would complain on the terminal about anything else. */
    private boolean isMotionJpeg() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            String header = new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
            return header.startsWith("RIFF") && header.toUpperCase(Locale.ROOT).contains("MJPG");
        } catch (AccessDeniedException e) {
            throw new IOException(file + " cannot be opened: you may not read it", e);
        }
    }

    /** A percent sign stands for the images' numbers, unless there is a file of exactly this name. */
    private boolean isSequence() {
        return file.contains("%") && Files.notExists(Path.of(file));
    }

    /** A sequence begins with 0 or with 1. */
    private Path firstImage() {
        Path zero = Path.of(String.format(file, 0));
        return Files.exists(zero) ? zero : Path.of(String.format(file, 1));
    }

    private boolean exists() throws IOException {
        try {
            return Files.isRegularFile(isSequence() ? firstImage() : Path.of(file));
        } catch (IllegalFormatException e) {
            throw new IOException(file + " is no sequence of images: write the number as in %04d.png", e);
        } catch (InvalidPathException e) {
            return false;
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
        return !System.getProperty("os.name").startsWith("Linux")
                || Core.getBuildInformation().matches("(?s).*FFMPEG:\\s+YES.*");
    }

    private final class FileCapture implements Capture {

        private final boolean sequence = isSequence();
        private final Pacer pacer;
        private VideoCapture video;

        FileCapture(VideoCapture video, Pacer pacer) {
            this.video = video;
            this.pacer = pacer;
        }

        @Override
        public boolean read(Mat frame) throws IOException {
            pacer.await();
            if (isLastImage() || !video.read(frame)) {
                video.release();
                video = openVideo(); // from the start again
                if (!video.read(frame)) {
                    throw new IOException(file + " has no frames");
                }
            }
            return true;
        }

        /** The end of a sequence is looked for, because OpenCV would complain of the image after the last. */
        private boolean isLastImage() {
            return sequence && video.get(Videoio.CAP_PROP_POS_FRAMES) >= video.get(Videoio.CAP_PROP_FRAME_COUNT);
        }

        @Override
        public void close() {
            video.release();
        }
    }
}
