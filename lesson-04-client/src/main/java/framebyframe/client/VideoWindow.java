// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.client;

import java.awt.AWTError;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Locale;
import javax.swing.JComponent;
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
    private final String name;
    private final JFrame window;
    private final Screen screen = new Screen();
    private RateMeter rate = new RateMeter();
    private volatile BufferedImage picture;
    private volatile String notice = "waiting for a picture";

    /**
     * Opens the window.
     *
     * @param name stands in the title, before the frames per second and the picture's size
     */
    public VideoWindow(String name) {
        this.name = name;
        this.window = new JFrame(name);
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
        window.add(screen);
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
    public void show(BufferedImage newPicture) {
        picture = newPicture;
        notice = null;
        rate.tick();
        if (rate.seconds() >= 1) {
            String title = String.format(Locale.ROOT, "%s - %.1f fps, %dx%d",
                    name, rate.perSecond(), newPicture.getWidth(), newPicture.getHeight());
            EventQueue.invokeLater(() -> window.setTitle(title));
            rate = new RateMeter();
            rate.tick();
        }
        screen.repaint(); // one of the few calls that every thread may make
    }

    @Override
    public void standsStill(Duration age) {
        showNotice(String.format(Locale.ROOT, "NO LIVE VIDEO for %.1f s", age.toMillis() / 1000.0));
    }

    /** Shows a text over the picture, until the next picture. */
    public void showNotice(String text) {
        notice = text;
        screen.repaint();
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

    /** The window's content: the picture as large as fits, on black, and a notice over it. */
    private final class Screen extends JComponent {

        private static final long serialVersionUID = 1;

        @Override
        protected void paintComponent(Graphics graphics) {
            Graphics2D g = (Graphics2D) graphics;
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            g.setColor(Color.BLACK);
            g.fillRect(0, 0, getWidth(), getHeight());
            BufferedImage shown = picture;
            if (shown != null) {
                synchronized (shown) { // or the next frame but one would be copied in while this one is painted
                    double scale = Math.min((double) getWidth() / shown.getWidth(),
                            (double) getHeight() / shown.getHeight());
                    int width = (int) Math.round(shown.getWidth() * scale);
                    int height = (int) Math.round(shown.getHeight() * scale);
                    g.drawImage(shown, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
                }
            }
            String text = notice;
            if (text != null) {
                int width = g.getFontMetrics().stringWidth(text);
                g.fillRect(0, 0, width + 20, 30);
                g.setColor(Color.YELLOW);
                g.drawString(text, 10, 20);
            }
        }
    }
}
