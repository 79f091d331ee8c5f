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
 * is the pixel below it. The last line tells frames per second and size. Enter, Esc and q stop it.
 */
final class TerminalView implements View {

    private static final char UPPER_HALF = '\u2580';

    private final StopSignal signal = new StopSignal();
    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private final Thread keys = new Thread(this::readKeys, "terminal keys");
    private RateMeter rate = new RateMeter();
    private String status = "waiting for a picture";
    private List<AttributedString> lines = List.of();
    private boolean closed;

    TerminalView() throws IOException {
        terminal = connect();
        before = terminal.enterRawMode();
        display = new Display(terminal, true);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        keys.setDaemon(true);
        keys.start();
    }

    /** True if the output goes to a terminal. */
    static boolean isPossible() {
        try (Terminal terminal = connect()) {
            return !terminal.getType().startsWith(Terminal.TYPE_DUMB);
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    /** {@code exec} asks stty, which is part of Linux and macOS; {@code jni} is for Windows. */
    private static Terminal connect() throws IOException {
        return TerminalBuilder.builder().system(true).dumb(false).providers("exec,jni").build();
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
            Size size = terminal.getSize();
            lines = draw(picture, size.getColumns(), size.getRows() - 1);
            update(size, status);
        }
    }

    @Override
    public synchronized void standsStill(Duration age) {
        if (!closed) {
            update(terminal.getSize(),
                    String.format(Locale.ROOT, " NO LIVE VIDEO for %.1f s   q ends", age.toMillis() / 1000.0));
        }
    }

    private void update(Size size, String lastLine) {
        display.resize(size);
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
        List<AttributedString> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            AttributedStringBuilder line = new AttributedStringBuilder();
            line.append(" ".repeat(Math.max(0, (columns - width) / 2)));
            for (int x = 0; x < width && 2 * row < height; x++) {
                AttributedStyle style = AttributedStyle.DEFAULT
                        .foregroundRgb(pixel(picture, x, 2 * row, width, height))
                        .backgroundRgb(pixel(picture, x, 2 * row + 1, width, height));
                line.style(style).append(UPPER_HALF);
            }
            lines.add(line.style(AttributedStyle.DEFAULT).toAttributedString());
        }
        return lines;
    }

    private static int pixel(BufferedImage picture, int x, int y, int width, int height) {
        return picture.getRGB((2 * x + 1) * picture.getWidth() / (2 * width),
                Math.min(picture.getHeight() - 1, (2 * y + 1) * picture.getHeight() / (2 * height))) & 0xFFFFFF;
    }

    private void readKeys() {
        NonBlockingReader reader = terminal.reader();
        try {
            int key = 0;
            while (key != -1) {
                key = reader.read();
                if (key == '\r' || key == '\n' || key == 27 || key == 'q') {
                    signal.stop();
                }
            }
        } catch (IOException closedMeanwhile) {
            // the terminal is closed: there are no more keys
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
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        terminal.puts(Capability.exit_ca_mode);
        terminal.puts(Capability.cursor_visible);
        terminal.flush();
        terminal.setAttributes(before);
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
