package framebyframe.testing;

import framebyframe.pattern.TestPattern;
import framebyframe.server.Capture;
import framebyframe.server.FrameSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/**
 * A source whose frames are the test pattern, 640x480, numbered from 0, as fast as they are read. It ends as the test
 * wants it, and notes how it is treated.
 */
public final class ScriptedSource implements FrameSource {

    private static final long MICROS_PER_FRAME = 33_333;

    private final int count;
    private final List<Mat> frames = new ArrayList<>();
    private IOException failure;
    private IOException noOpening;
    private IOException noClosing;
    private boolean emptyAtTheEnd;
    private int opened;
    private int closed;

    private ScriptedSource(int count) {
        this.count = count;
    }

    /** A source that has so many frames and then says that there are no more. */
    public static ScriptedSource of(int frames) {
        return new ScriptedSource(frames);
    }

    /** Lets the read after the last frame fail. */
    public ScriptedSource thenFailing(IOException exception) {
        failure = exception;
        return this;
    }

    /** Lets the read after the last frame bring an empty picture. */
    public ScriptedSource thenAnEmptyFrame() {
        emptyAtTheEnd = true;
        return this;
    }

    /** Lets it fail when it is opened. */
    public ScriptedSource thatCannotBeOpened(IOException exception) {
        noOpening = exception;
        return this;
    }

    /** Lets it fail when it is closed. */
    public ScriptedSource thatCannotBeClosed(IOException exception) {
        noClosing = exception;
        return this;
    }

    /** How many times it was opened. */
    public int opened() {
        return opened;
    }

    /** How many times it was closed. */
    public int closed() {
        return closed;
    }

    /** The very objects that were given to be filled. */
    public List<Mat> frames() {
        return frames;
    }

    @Override
    public Capture open() throws IOException {
        if (noOpening != null) {
            throw noOpening;
        }
        opened++;
        if (opened > 1) {
            throw new AssertionError("the source was opened a second time: a camera takes a second to start, and is in "
                    + "use by then; open it once, and read all frames from that");
        }
        return new ScriptedCapture();
    }

    private final class ScriptedCapture implements Capture {

        private final TestPattern pattern = new TestPattern(640, 480);
        private int next;

        @Override
        public boolean read(Mat frame) throws IOException {
            frames.add(frame);
            if (next > count) {
                throw new AssertionError(failure == null ? "read() was called again after it had said that there are "
                        + "no more frames: false is the end, leave the loop" : "read() was called again after it had "
                        + "failed: a camera that was unplugged does not come back because somebody asks again and "
                        + "again; let its exception out");
            }
            int number = next++;
            if (number < count) {
                pattern.draw(frame, number, number * MICROS_PER_FRAME);
                return true;
            }
            if (failure != null) {
                throw failure;
            }
            if (emptyAtTheEnd) {
                frame.release();
            } else {
                frame.setTo(Scalar.all(0)); // nothing to be sent: there is no frame any more
            }
            return emptyAtTheEnd;
        }

        @Override
        public void close() throws IOException {
            closed++;
            pattern.close();
            if (noClosing != null) {
                throw noClosing;
            }
        }
    }
}
