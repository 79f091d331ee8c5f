package framebyframe.app;

import framebyframe.client.RateMeter;
import framebyframe.client.StopSignal;
import framebyframe.client.View;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A view that counts, stops after {@code --frames} or on Ctrl-C, and keeps the last picture for {@code --snapshot}. */
final class CountingView implements View {

    private final View view;
    private final StopSignal stop;
    private final Long frames;
    private final RateMeter rate = new RateMeter();
    private BufferedImage last;

    /**
     * @param stop is Ctrl-C's
     * @param frames after how many to stop; null for never
     */
    CountingView(View view, StopSignal stop, Long frames) {
        this.view = view;
        this.stop = stop;
        this.frames = frames;
    }

    @Override
    public void show(BufferedImage picture) {
        view.show(picture);
        rate.tick();
        last = picture;
        if (frames != null && rate.count() >= frames) {
            stop.stop();
        }
    }

    @Override
    public void standsStill(Duration age) {
        view.standsStill(age);
    }

    @Override
    public boolean isStopped() {
        return stop.isStopped() || view.isStopped();
    }

    @Override
    public void onStop(Runnable action) {
        StopSignal either = new StopSignal(); // whichever comes first: the action is done once
        either.onStop(action);
        stop.onStop(either::stop);
        view.onStop(either::stop);
    }

    @Override
    public void close() {
        view.close();
    }

    /** {@code 60 frames, 29.8 fps, 0 skipped, 320x240}; what nobody can know is left out. */
    String summary(Optional<Long> skipped) {
        if (last == null) {
            return "0 frames";
        }
        return String.format(Locale.ROOT, "%d frames, %.1f fps, %s%dx%d", rate.count(), rate.perSecond(),
                skipped.map(count -> count + " skipped, ").orElse(""), last.getWidth(), last.getHeight());
    }

    /**
     * Saves the last picture, if there was one.
     *
     * @param file the format is what its name ends in; null for nowhere
     */
    void save(Path file) throws IOException {
        if (file == null || last == null) {
            return;
        }
        String name = file.toString();
        try (OutputStream out = Files.newOutputStream(file)) {
            synchronized (last) {
                ImageIO.write(last, name.substring(name.lastIndexOf('.') + 1), out);
            }
        } catch (IOException e) {
            throw new IOException("--snapshot " + file + " cannot be written: may you write there, and is there room?", e);
        }
    }
}
