package framebyframe.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A server and one viewer that run for long, while 64 other viewers come and go. What they cost is written to a file,
 * a line every few seconds: see {@link SoakLog}.
 */
final class Soak {

    private static final int PLACES = 64;
    private static final long SEED = 30;
    private static final long TICK_MILLIS = 100;

    /** How often the garbage is collected to see what is left: not often, or it would hide what piles up between. */
    private static final int CLEAN_EVERY = 12;

    private static final long SAMPLES = 360;

    private final Duration duration;
    private final Duration period;

    Soak(Duration duration) {
        this.duration = duration;
        Duration share = duration.dividedBy(SAMPLES);
        this.period = share.toMillis() < 500 ? Duration.ofMillis(500) : share;
    }

    /** Runs, and writes the file. */
    void run(Path csv) throws IOException, InterruptedException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(csv), true);
                Probed server = Probed.server("--source", "pattern")) {
            out.println(SoakLog.HEAD);
            int port = server.port();
            try (Probed viewer = Probed.viewer(port, "none");
                    Crowd crowd = new Crowd(port, Crowd.VIEWERS_RECEIVE_BUFFER)) {
                viewer.cost(); // it has started
                Visitors visitors = new Visitors(crowd, PLACES, SEED);
                long start = System.nanoTime();
                long samples = 0;
                for (long nanos = 0; nanos < duration.toNanos(); nanos = System.nanoTime() - start) {
                    visitors.move(nanos / 1e9);
                    if (nanos / period.toNanos() >= samples) {
                        samples = nanos / period.toNanos() + 1;
                        boolean clean = samples % CLEAN_EVERY == 0;
                        out.println(SoakLog.line(nanos / 1e9, visitors.present(), clean, server, viewer));
                    }
                    Thread.sleep(TICK_MILLIS);
                }
                Progress.say("%d viewers came and went and took %,d MB", visitors.visits(), crowd.bytes() / 1_000_000);
            }
        }
    }
}
