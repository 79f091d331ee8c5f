package framebyframe.app;

import framebyframe.client.RateMeter;
import framebyframe.client.StopSignal;
import framebyframe.client.View;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * Shows pictures in a terminal: each character is an upper half block, whose colour is one pixel and whose background
 * is the pixel below it. The last line tells frames per second and size. Enter, Esc, q and Ctrl-C stop it.
 */
final class TerminalView implements View {

    private static final char UPPER_HALF = '\u2580';
    private static final int ESCAPE = 27;

    /** How often the thread that waits for keys looks whether it is to end, in milliseconds. */
    private static final long KEY_TIMEOUT = 100;

    private final StopSignal signal = new StopSignal();
    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private final Thread keys = new Thread(this::readKeys, "terminal keys");
    private RateMeter rate = new RateMeter();
    private String status = "waiting for a picture";
    private List<AttributedString> lines = List.of();
    private Size size;
    private volatile boolean closed;

    TerminalView() throws IOException {
        terminal = connect();
        before = terminal.enterRawMode();
        display = new Display(terminal, true);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        resize();
        terminal.handle(Terminal.Signal.WINCH, signal -> resize());
        terminal.handle(Terminal.Signal.INT, ctrlC -> signal.stop());
        keys.setDaemon(true);
        keys.start();
    }

    private synchronized void resize() {
        size = terminal.getSize(); // asks a program, stty: not to be done for every picture
        display.resize(size);
        display.clear();
    }

    /** True if the output goes to a terminal. */
    static boolean isPossible() {
        try (Terminal terminal = connect()) {
            return !terminal.getType().startsWith(Terminal.TYPE_DUMB);
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    /** {@code exec} asks stty, which is part of Linux and macOS; {@code jni}, a native library, is for Windows. */
    private static Terminal connect() throws IOException {
        String provider = System.getProperty("os.name").startsWith("Windows") ? "jni" : "exec";
        return TerminalBuilder.builder().system(true).dumb(false).providers(provider).build();
    }

    @Override
    public synchronized void show(BufferedImage picture) {
        rate.tick();
        if (rate.seconds() >= 1) {
            status = String.format(Locale.ROOT, " %.1f fps, %dx%d   q ends", rate.perSecond(), picture.getWidth(),
                    picture.getHeight());
            rate = new RateMeter();
            rate.tick();
        }
        if (!closed) {
            lines = draw(picture, size.getColumns(), size.getRows() - 1);
            update(status);
        }
    }

    @Override
    public synchronized void standsStill(Duration age) {
        if (!closed) {
            update(String.format(Locale.ROOT, " NO LIVE VIDEO for %.1f s   q ends", age.toMillis() / 1000.0));
        }
    }

    private void update(String lastLine) {
        List<AttributedString> all = new ArrayList<>(lines);
        all.add(new AttributedString(lastLine));
        display.update(all, -1);
    }

    /**
     * Draws a picture as large as fits and in its own shape, as lines of half blocks.
     *
     * @param columns of the terminal; one pixel wide each
     * @param rows of the terminal that are free; two pixels high each
     */
    static List<AttributedString> draw(BufferedImage picture, int columns, int rows) {
        double scale = Math.min((double) columns / picture.getWidth(), 2.0 * rows / picture.getHeight());
        int width = Math.max(1, (int) (picture.getWidth() * scale));
        int height = Math.max(1, (int) (picture.getHeight() * scale));
        List<AttributedString> drawn = new ArrayList<>();
        for (int y = 0; y < height; y += 2) {
            AttributedStringBuilder line = new AttributedStringBuilder();
            line.append(" ".repeat((columns - width) / 2));
            for (int x = 0; x < width; x++) {
                line.style(AttributedStyle.DEFAULT
                        .foregroundRgb(mean(picture, x / scale, y / scale, 1 / scale))
                        .backgroundRgb(mean(picture, x / scale, (y + 1) / scale, 1 / scale)));
                line.append(UPPER_HALF);
            }
            drawn.add(line.style(AttributedStyle.DEFAULT).toAttributedString());
        }
        return drawn;
    }

    /** The mean colour, 0xRRGGBB, of nine points of a square of the picture. */
    private static int mean(BufferedImage picture, double left, double top, double side) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int i = 0; i < 9; i++) {
            int x = (int) (left + side * (1 + 2 * (i % 3)) / 6);
            int y = (int) (top + side * (1 + 2 * (i / 3)) / 6);
            int rgb = picture.getRGB(Math.min(x, picture.getWidth() - 1), Math.min(y, picture.getHeight() - 1));
            red += rgb >> 16 & 0xFF;
            green += rgb >> 8 & 0xFF;
            blue += rgb & 0xFF;
        }
        return red / 9 << 16 | green / 9 << 8 | blue / 9;
    }

    private void readKeys() {
        NonBlockingReader reader = terminal.reader();
        try {
            while (!closed && !signal.isStopped()) {
                int key = reader.read(KEY_TIMEOUT);
                if (key == '\r' || key == '\n' || key == ESCAPE || key == 'q') {
                    signal.stop();
                }
            }
        } catch (IOException terminalIsGone) {
            signal.stop();
        }
    }

    @Override
    public boolean isStopped() {
        return signal.isStopped();
    }

    @Override
    public void onStop(Runnable action) {
        signal.onStop(action);
    }

    /** Gives the terminal back as it was. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            keys.join(); // a terminal cannot be closed while somebody reads it
            terminal.puts(Capability.exit_ca_mode);
            terminal.puts(Capability.cursor_visible);
            terminal.flush();
            terminal.setAttributes(before);
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
