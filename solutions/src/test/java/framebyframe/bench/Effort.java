package framebyframe.bench;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured, and for how long.
 *
 * @param rounds how often everything that is compared takes its turn
 * @param turn how long a turn at full speed lasts
 * @param warmUp how long a server runs before it is looked at
 * @param watch for how long it is looked at
 * @param sizes of frames, the smallest first
 * @param viewers how many at once
 */
record Effort(int rounds, Duration turn, Duration warmUp, Duration watch, List<FrameSize> sizes,
        List<Integer> viewers) {

    /** For docs/performance.md. */
    static final Effort FULL = new Effort(7, Duration.ofMillis(2_400), Duration.ofSeconds(10), Duration.ofSeconds(30),
            List.of(new FrameSize(320, 240), new FrameSize(640, 480), new FrameSize(800, 600), new FrameSize(1280, 720),
                    new FrameSize(1920, 1080)), List.of(1, 4, 16, 64, 256));

    /** To see what comes out, in about five minutes. */
    static final Effort QUICK = new Effort(1, Duration.ofMillis(900), Duration.ofSeconds(2), Duration.ofSeconds(4),
            FULL.sizes, FULL.viewers);
}
