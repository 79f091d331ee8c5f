package framebyframe.testing;

import framebyframe.client.StopSignal;
import framebyframe.client.View;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A view without a window, in which the test is the user. It remembers the number of every frame that it showed. */
public final class ScriptedView implements View {

    private final StopSignal signal = new StopSignal();
    private final int stopAfter;
    private final List<Long> shown = new ArrayList<>();
    private final List<Duration> stood = new ArrayList<>();
    private final Set<BufferedImage> pictures = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean closed;

    private ScriptedView(int stopAfter) {
        this.stopAfter = stopAfter;
    }

    /** A view whose user just watches, until the test calls {@link #stop()}. */
    public static ScriptedView watching() {
        return new ScriptedView(Integer.MAX_VALUE);
    }

    /** A view whose user presses Enter while this many pictures have been shown. */
    public static ScriptedView stoppingAfter(int pictures) {
        return new ScriptedView(pictures);
    }

    /** The user presses Enter, or the window's close button. */
    public void stop() {
        signal.stop();
    }

    @Override
    public void show(BufferedImage picture) {
        long number = ClientFrames.number(picture);
        ClientContactSheet.add(picture);
        synchronized (this) {
            shown.add(number);
            pictures.add(picture);
            notifyAll();
        }
        if (shown().size() == stopAfter) {
            stop();
        }
    }

    @Override
    public synchronized void standsStill(Duration age) {
        stood.add(age);
        notifyAll();
    }

    @Override
    public boolean isStopped() {
        return signal.isStopped();
    }

    @Override
    public void onStop(Runnable action) {
        signal.onStop(action);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** The numbers of the frames that were shown, in their order. */
    public synchronized List<Long> shown() {
        return List.copyOf(shown);
    }

    /** How many different pictures were passed to {@link #show}. */
    public synchronized int pictures() {
        return pictures.size();
    }

    /** What was said of a picture that stands still. */
    public synchronized List<Duration> stood() {
        return List.copyOf(stood);
    }

    /** True if somebody closed the view. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Waits until this many pictures have been shown, at most {@link Patience#LIMIT}. */
    public synchronized void awaitShown(int pictures) throws InterruptedException {
        long end = System.nanoTime() + Patience.LIMIT.toNanos();
        while (shown.size() < pictures && System.nanoTime() < end) {
            wait(20);
        }
    }
}
