// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.client;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.time.Duration;

/** Where received frames are shown: a window, a terminal, or nowhere. Safe for use by several threads. */
public interface View extends Closeable {

    /**
     * Shows a picture in place of the one before.
     *
     * @param picture is filled again for the frame after the next; whoever paints it later than this call does so while
     *     it holds the picture's lock ({@code synchronized (picture)}), as whoever fills it does
     */
    void show(BufferedImage picture);

    /**
     * Says that the picture is old, until the next one is shown.
     *
     * @param age how long ago the last frame came
     */
    void standsStill(Duration age);

    /** True once the user has ended it: by Enter, say, or the window's close button. */
    boolean isStopped();

    /**
     * Registers what to do at the moment when the user ends it, at most once and in a thread of the view's. If that has
     * happened already, it is done at once.
     */
    void onStop(Runnable action);

    /** Takes the view away; does nothing the second time. */
    @Override
    void close();
}
