package framebyframe.tryit;

import framebyframe.client.RateMeter;
import framebyframe.client.View;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Locale;

/** A view for a machine without a display: instead of pictures, a line a second. Ctrl-C ends it. */
final class TerminalView implements View {

    private RateMeter rate = new RateMeter();
    private long frames;

    @Override
    public void show(BufferedImage picture) {
        frames++;
        rate.tick();
        if (rate.seconds() >= 1) {
            System.out.printf(Locale.ROOT, "%d frames, %.1f a second, %dx%d%n",
                    frames, rate.perSecond(), picture.getWidth(), picture.getHeight());
            rate = new RateMeter();
            rate.tick();
        }
    }

    @Override
    public void standsStill(Duration age) {
        System.out.printf(Locale.ROOT, "NO LIVE VIDEO for %.1f s%n", age.toMillis() / 1000.0);
    }

    @Override
    public boolean isStopped() {
        return false;
    }

    @Override
    public void onStop(Runnable action) {
        // nobody can stop this view but the system, which then closes the socket as well
    }

    @Override
    public void close() {
        // nothing to take away
    }
}
