package framebyframe.app;

import framebyframe.client.BadFrameException;
import framebyframe.client.FrameDecoder;
import framebyframe.pattern.PatternCode;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.opencv.core.Mat;

/** Counts the frames that this viewer missed, by the numbers that the test pattern's frames carry. */
final class SkipCounter implements FrameDecoder {

    private final FrameDecoder decoder;
    private boolean numbered = true;
    private long last = -1;
    private long skipped;

    SkipCounter(FrameDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public void decode(ByteBuffer payload, Mat frame) throws BadFrameException {
        decoder.decode(payload, frame);
        Optional<PatternCode.Reading> reading = PatternCode.read(frame);
        if (reading.isEmpty()) {
            numbered = false;
            return;
        }
        long number = reading.get().number();
        if (last >= 0 && number > last) {
            skipped += number - last - 1;
        }
        last = number;
    }

    /** How many frames were missed; empty if the frames carry no numbers, so that nobody can know. */
    Optional<Long> skipped() {
        return numbered && last >= 0 ? Optional.of(skipped) : Optional.empty();
    }
}
