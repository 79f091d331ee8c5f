// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.pattern;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * A frame's number and capture time as black and white cells along its lower edge, for programs to read. The cells are
 * large enough to survive jpg and a resize down to 160 pixels of width.
 *
 * <pre>
 *   4 rows of 24 cells, the highest bit first:
 *   | number: 32 bits | time in microseconds since 1970: 52 bits | check: 12 bits |
 * </pre>
 */
public final class PatternCode {

    private static final int COLUMNS = 24;
    private static final int ROWS = 4;
    private static final int TIME_BITS = 52;
    private static final int CHECK_BITS = 12;

    /** The cells take this part of the picture's height. */
    private static final double SHARE = 0.2;

    private static final Scalar BLACK = new Scalar(0, 0, 0);
    private static final Scalar WHITE = new Scalar(255, 255, 255);

    private PatternCode() {
    }

    /**
     * What a frame says of itself.
     *
     * @param number 0 for the first frame, 1 for the next
     * @param micros when it was captured, in microseconds since 1970
     */
    public record Reading(long number, long micros) {
    }

    /** Draws the cells into a frame's lower fifth. */
    static void draw(Mat frame, Reading reading) {
        Imgproc.rectangle(frame, corner(frame, 0, 0), new Point(frame.cols(), frame.rows()), BLACK, Imgproc.FILLED);
        for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
            if (bit(reading, cell)) {
                Point from = corner(frame, cell / COLUMNS, cell % COLUMNS);
                Point to = corner(frame, cell / COLUMNS + 1, cell % COLUMNS + 1);
                Imgproc.rectangle(frame, from, new Point(to.x - 1, to.y - 1), WHITE, Imgproc.FILLED);
            }
        }
    }

    /**
     * Reads the cells of a frame.
     *
     * @param frame 8 bits a channel, any number of channels
     * @return empty if the frame carries no such code, or it is damaged
     */
    public static Optional<Reading> read(Mat frame) {
        if (frame.empty()) {
            return Optional.empty();
        }
        byte[] pixel = new byte[frame.channels()];
        long number = 0;
        long micros = 0;
        long check = 0;
        for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
            Point from = corner(frame, cell / COLUMNS, cell % COLUMNS);
            Point to = corner(frame, cell / COLUMNS + 1, cell % COLUMNS + 1);
            frame.get((int) (from.y + to.y) / 2, (int) (from.x + to.x) / 2, pixel);
            long bit = Byte.toUnsignedInt(pixel[pixel.length / 2]) >= 128 ? 1 : 0;
            if (cell < 32) {
                number = number << 1 | bit;
            } else if (cell < 32 + TIME_BITS) {
                micros = micros << 1 | bit;
            } else {
                check = check << 1 | bit;
            }
        }
        Reading reading = new Reading(number, micros);
        return check == check(reading) ? Optional.of(reading) : Optional.empty();
    }

    private static Point corner(Mat frame, int row, int column) {
        double top = frame.rows() * (1 - SHARE);
        return new Point(Math.rint((double) frame.cols() * column / COLUMNS),
                Math.rint(top + (frame.rows() - top) * row / ROWS));
    }

    private static boolean bit(Reading reading, int cell) {
        if (cell < 32) {
            return (reading.number >> (31 - cell) & 1) == 1;
        }
        if (cell < 32 + TIME_BITS) {
            return (reading.micros >> (31 + TIME_BITS - cell) & 1) == 1;
        }
        return (check(reading) >> (COLUMNS * ROWS - 1 - cell) & 1) == 1;
    }

    private static long check(Reading reading) {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(16).putLong(reading.number).putLong(reading.micros).array());
        return crc.getValue() & (1 << CHECK_BITS) - 1;
    }
}
