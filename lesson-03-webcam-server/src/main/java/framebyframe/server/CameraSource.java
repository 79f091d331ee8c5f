// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opencv.core.Mat;
import org.opencv.videoio.VideoCapture;

/** A camera of this machine. The article: {@code vid = cv2.VideoCapture(0)}. */
public final class CameraSource implements FrameSource {

    private final int index;
    private final double fps;

    /**
     * @param index 0 for the first camera
     * @param fps the most frames per second that are wanted; the camera's own rate if it is infinite
     */
    public CameraSource(int index, double fps) {
        this.index = index;
        this.fps = fps;
    }

    @Override
    public Capture open() throws IOException {
        // OpenCV would say it in four lines of its own; a missing camera is nothing unusual
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        if (linux && Files.notExists(Path.of("/dev/video" + index))) {
            throw new IOException(
                    "there is no " + this + " on this machine; plug one in, or show a video or the test pattern");
        }
        VideoCapture video = new VideoCapture(index);
        if (!video.isOpened()) {
            video.release();
            throw new IOException(this + " cannot be opened: is another program using it, and may this one?");
        }
        return new CameraCapture(video);
    }

    @Override
    public String toString() {
        return "camera:" + index;
    }

    private final class CameraCapture implements Capture {

        private final VideoCapture video;
        private final Pacer pacer = new Pacer(fps);

        CameraCapture(VideoCapture video) {
            this.video = video;
        }

        @Override
        public boolean read(Mat frame) throws IOException {
            boolean grabbed = video.grab();
            while (grabbed && !pacer.isDue()) {
                grabbed = video.grab(); // the camera has its own rate: pass over frames, so that none is old
            }
            if (!grabbed || !video.retrieve(frame) || frame.empty()) {
                throw new IOException(CameraSource.this + " brings no more frames: was it unplugged?");
            }
            pacer.await();
            return true;
        }

        @Override
        public void close() {
            video.release();
        }
    }
}
