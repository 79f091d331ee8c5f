// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.pattern;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * A moving test pattern: colour bars, a ball that crosses the picture once in four seconds (at 30 frames a second), the
 * frame's number and time in figures for people, and in black and white cells for programs ({@link PatternCode}).
 */
public final class TestPattern implements AutoCloseable {

    /** The smallest picture on which the figures and cells can be read, in pixels. */
    public static final int MIN_WIDTH = 160;

    /** The smallest picture on which the figures and cells can be read, in pixels. */
    public static final int MIN_HEIGHT = 120;

    private static final int LAP = 120;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final Scalar WHITE = new Scalar(255, 255, 255);
    private static final Scalar BLACK = new Scalar(0, 0, 0);

    /** White, yellow, cyan, green, magenta, red, blue; in OpenCV's order of channels: blue, green, red. */
    private static final Scalar[] BARS = {
        new Scalar(230, 230, 230), new Scalar(0, 230, 230), new Scalar(230, 230, 0), new Scalar(0, 200, 0),
        new Scalar(230, 0, 230), new Scalar(0, 0, 230), new Scalar(230, 0, 0)
    };

    private final Mat background;

    /**
     * @param width in pixels, at least {@value #MIN_WIDTH}
     * @param height in pixels, at least {@value #MIN_HEIGHT}
     * @throws IllegalArgumentException if it is smaller
     */
    public TestPattern(int width, int height) {
        if (width < MIN_WIDTH || height < MIN_HEIGHT) {
            throw new IllegalArgumentException("a test pattern of " + width + "x" + height
                    + " cannot be read: at least " + MIN_WIDTH + "x" + MIN_HEIGHT);
        }
        background = new Mat(height, width, CvType.CV_8UC3, BLACK);
        for (int bar = 0; bar < BARS.length; bar++) {
            Imgproc.rectangle(background, new Point(width * bar / BARS.length, 0),
                    new Point(width * (bar + 1) / BARS.length, height * 0.6), BARS[bar], Imgproc.FILLED);
        }
    }

    /** The present time as {@link #draw} wants it: microseconds since 1970. */
    public static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /**
     * Draws one frame.
     *
     * @param frame receives the picture: 8 bits a channel, blue-green-red
     * @param number 0 to 2<sup>32</sup> - 1
     * @param micros the capture time, in microseconds since 1970
     */
    public void draw(Mat frame, long number, long micros) {
        background.copyTo(frame);
        double width = frame.cols();
        double height = frame.rows();
        Point ball = new Point(width * (number % LAP) / LAP, height * 0.3);
        Imgproc.circle(frame, ball, (int) (height * 0.08), BLACK, Imgproc.FILLED, Imgproc.LINE_AA, 0);
        Imgproc.circle(frame, ball, (int) (height * 0.06), WHITE, Imgproc.FILLED, Imgproc.LINE_AA, 0);
        String time = LocalTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneId.systemDefault())
                .format(CLOCK);
        Imgproc.putText(frame, String.format(Locale.ROOT, "%06d  %s", number, time),
                new Point(width * 0.03, height * 0.74), Imgproc.FONT_HERSHEY_SIMPLEX, width / 400, WHITE,
                (int) Math.max(1, width / 320), Imgproc.LINE_AA);
        PatternCode.draw(frame, new PatternCode.Reading(number, micros));
    }

    /** Gives back native memory. */
    @Override
    public void close() {
        background.release();
    }
}
