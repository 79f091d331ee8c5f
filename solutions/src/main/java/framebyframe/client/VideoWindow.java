package framebyframe.client;

import java.awt.AWTError;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Locale;
import javax.swing.Box;
import javax.swing.JFrame;
import javax.swing.WindowConstants;

/**
 * A window that shows pictures. It grows with the user's resizing and keeps the picture's shape; Enter, Esc, q and the
 * close button stop it. The article: {@code cv2.imshow} and {@code cv2.waitKey}.
 *
 * <p>Swing does its work in one thread of its own, the event dispatch thread. Whatever touches the window is handed to
 * it with {@code EventQueue.invokeLater}.
 */
public final class VideoWindow implements View {

    private static final Dimension SIZE_BEFORE_FIRST_PICTURE = new Dimension(640, 480);

    private final StopSignal signal = new StopSignal();
    private final JFrame window;
    private final Screen screen = new Screen();
    private RateMeter rate = new RateMeter();
    private volatile String name;

    /**
     * Opens the window.
     *
     * @param name stands in the title, before the frames per second and the picture's size
     */
    public VideoWindow(String name) {
        this(name, Box.createGlue());
    }

    /**
     * Opens a window with more in it than a picture.
     *
     * @param below stands below the picture, and gets the keys if it has use for them
     */
    public VideoWindow(String name, Component below) {
        this.name = name;
        this.window = new JFrame(name);
        window.add(below, BorderLayout.SOUTH);
        EventQueue.invokeLater(this::open);
    }

    /** True if this machine has a display on which a window can open. */
    public static boolean isPossible() {
        try {
            return !GraphicsEnvironment.isHeadless()
                    && GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices().length > 0;
        } catch (AWTError | LinkageError | RuntimeException e) {
            return false; // a display is named and does not answer, or this Java comes without windows
        }
    }

    private void open() {
        screen.setPreferredSize(SIZE_BEFORE_FIRST_PICTURE);
        window.add(screen, BorderLayout.CENTER, 0);
        window.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE); // close() does it, after the loop's end
        window.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent e) {
                signal.stop();
            }
        });
        window.addKeyListener(new KeyAdapter() {
            @Override
            public void keyPressed(KeyEvent e) {
                if (e.getKeyCode() == KeyEvent.VK_ENTER || e.getKeyCode() == KeyEvent.VK_ESCAPE
                        || e.getKeyCode() == KeyEvent.VK_Q) {
                    signal.stop();
                }
            }
        });
        window.pack();
        window.setLocationByPlatform(true);
        window.setVisible(true);
    }

    @Override
    public void show(BufferedImage picture) {
        screen.showPicture(picture);
        rate.tick();
        if (rate.seconds() >= 1) {
            String title = String.format(Locale.ROOT, "%s - %.1f fps, %dx%d",
                    name, rate.perSecond(), picture.getWidth(), picture.getHeight());
            EventQueue.invokeLater(() -> window.setTitle(title));
            rate = new RateMeter();
            rate.tick();
        }
    }

    @Override
    public void standsStill(Duration age) {
        String text = String.format(Locale.ROOT, "NO LIVE VIDEO for %.1f s", age.toMillis() / 1000.0);
        showNotice(text);
        EventQueue.invokeLater(() -> window.setTitle(name + " - " + text));
    }

    /** Shows a text over the picture, until the next picture. */
    public void showNotice(String text) {
        screen.showNotice(text);
    }

    /** Another name for the title, which is written anew once a second. */
    public void rename(String newName) {
        name = newName;
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
    public void close() {
        EventQueue.invokeLater(window::dispose);
    }
}
