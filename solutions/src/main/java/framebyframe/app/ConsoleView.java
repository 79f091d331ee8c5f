package framebyframe.app;

import framebyframe.client.RateMeter;
import framebyframe.client.View;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows no pictures and prints a line a second: {@code --view none}. */
final class ConsoleView implements View {

    private final Consumer<String> out;
    private final RateMeter total = new RateMeter();
    private RateMeter second = new RateMeter();

    ConsoleView(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public void show(BufferedImage picture) {
        total.tick();
        second.tick();
        if (second.seconds() >= 1) {
            out.accept(String.format(Locale.ROOT, "%d frames, %.1f fps, %dx%d", total.count(), second.perSecond(),
                    picture.getWidth(), picture.getHeight()));
            second = new RateMeter();
            second.tick();
        }
    }

    @Override
    public void standsStill(Duration age) {
        out.accept(String.format(Locale.ROOT, "no live video for %.1f s", age.toMillis() / 1000.0));
    }

    @Override
    public boolean isStopped() {
        return false; // only Ctrl-C stops it
    }

    @Override
    public void onStop(Runnable action) {
        // it never happens
    }

    @Override
    public void close() {
        // nothing is open
    }
}
