package framebyframe.client;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Requirements;
import framebyframe.Until;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.JFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real window on a display, with a window manager or without. */
@Timeout(60)
class VideoWindowIT {

    private static final String NAME = "RECEIVING VIDEO";

    private final AtomicInteger stops = new AtomicInteger();
    private VideoWindow view;
    private JFrame window;
    private Component screen;
    private Robot robot;

    /** What another process runs: a window that is shown and closed, and no System.exit. */
    static final class OpenAndClose {

        public static void main(String[] args) throws Exception {
            VideoWindow view = new VideoWindow(NAME);
            view.show(picture(320, 240, Color.RED, Color.BLUE));
            EventQueue.invokeAndWait(() -> { });
            view.close();
            view.close();
        }
    }

    @BeforeAll
    static void needs_a_display() {
        Requirements.display();
    }

    @BeforeEach
    void open() throws Exception {
        robot = new Robot();
        view = new VideoWindow(NAME);
        view.onStop(stops::incrementAndGet);
        Until.holds("the window is on the display", () -> inEventThread(() -> Arrays.stream(Frame.getFrames())
                .anyMatch(frame -> frame.getTitle().startsWith(NAME) && frame.isShowing())));
        window = inEventThread(() -> (JFrame) Arrays.stream(Frame.getFrames())
                .filter(frame -> frame.getTitle().startsWith(NAME) && frame.isShowing()).findFirst().orElseThrow());
        screen = window.getContentPane().getComponent(0);
    }

    @AfterEach
    void close() throws Exception {
        if (view != null) {
            view.close();
            Until.holds("the window is gone", () -> inEventThread(() -> !window.isDisplayable()));
        }
    }

    @Test
    void a_picture_fills_the_window_in_its_colours() throws Exception {
        view.show(picture(320, 240, Color.RED, Color.BLUE));

        awaitColour("left", 0.25, 0.5, Color.RED);
        awaitColour("right", 0.75, 0.5, Color.BLUE);
        awaitColour("top left corner", 0.01, 0.01, Color.RED);
        awaitColour("bottom right corner", 0.99, 0.99, Color.BLUE);
    }

    @Test
    void the_next_picture_takes_its_place() throws Exception {
        view.show(picture(320, 240, Color.RED, Color.BLUE));
        awaitColour("left", 0.25, 0.5, Color.RED);
        view.show(picture(320, 240, Color.GREEN, Color.WHITE));

        awaitColour("left", 0.25, 0.5, Color.GREEN);
        awaitColour("right", 0.75, 0.5, Color.WHITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"700x300", "300x500"})
    void in_a_window_of_another_shape_the_picture_keeps_its_own(String size) throws Exception {
        int width = Integer.parseInt(size.split("x")[0]);
        int height = Integer.parseInt(size.split("x")[1]);
        view.show(picture(320, 240, Color.RED, Color.BLUE));
        resizeScreen(width, height);

        double share = Math.min((double) width / 320, (double) height / 240);
        double edgeX = (1 - 320 * share / width) / 2;
        double edgeY = (1 - 240 * share / height) / 2;
        awaitColour("the picture's left edge", edgeX + 0.01, edgeY + 0.01, Color.RED);
        awaitColour("the picture's right edge", 0.99 - edgeX, 0.99 - edgeY, Color.BLUE);
        if (edgeX > 0) {
            awaitColour("left of it", edgeX - 0.01, 0.5, Color.BLACK);
            awaitColour("right of it", 1.01 - edgeX, 0.5, Color.BLACK);
        } else {
            awaitColour("above it", 0.5, edgeY - 0.01, Color.BLACK);
            awaitColour("below it", 0.5, 1.01 - edgeY, Color.BLACK);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {KeyEvent.VK_ENTER, KeyEvent.VK_ESCAPE, KeyEvent.VK_Q})
    void a_key_stops_it_once(int key) throws Exception {
        press(key);

        Until.holds(KeyEvent.getKeyText(key) + " stops it", view::isStopped);
        press(key);
        inEventThread(() -> null); // the second key has arrived
        assertThat(stops).as("how often the action was done").hasValue(1);
    }

    @Test
    void another_key_does_not_stop_it() throws Exception {
        press(KeyEvent.VK_A);
        press(KeyEvent.VK_SPACE);
        inEventThread(() -> null);

        assertThat(view.isStopped()).isFalse();
        assertThat(stops).hasValue(0);
    }

    @Test
    void a_real_key_press_arrives_where_the_window_has_the_focus() throws Exception {
        EventQueue.invokeAndWait(() -> {
            window.toFront();
            window.requestFocus();
        });
        clickInTheMiddle();
        Until.holds("the keyboard's keys arrive", () -> {
            robot.keyPress(KeyEvent.VK_ENTER);
            robot.keyRelease(KeyEvent.VK_ENTER);
            robot.waitForIdle();
            return view.isStopped();
        });
        assertThat(stops).hasValue(1);
    }

    @Test
    void the_close_button_stops_it_once_and_leaves_the_closing_to_close() throws Exception {
        for (int i = 0; i < 2; i++) {
            EventQueue.invokeAndWait(() -> window.dispatchEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSING)));
        }

        assertThat(view.isStopped()).isTrue();
        assertThat(stops).hasValue(1);
        assertThat(inEventThread(window::isDisplayable)).as("the window is still there").isTrue();
    }

    @Test
    void the_title_tells_frames_per_second_and_size() throws Exception {
        BufferedImage picture = picture(320, 240, Color.RED, Color.BLUE);
        Until.holds("the title tells it", () -> {
            view.show(picture);
            return inEventThread(window::getTitle).matches(NAME + " - \\d+\\.\\d fps, 320x240");
        });
    }

    @Test
    void a_picture_that_stands_still_is_not_taken_for_a_live_one() throws Exception {
        view.show(picture(320, 240, Color.RED, Color.BLUE));
        awaitColour("where the notice will be", 0.005, 0.01, Color.RED);
        view.standsStill(Duration.ofMillis(1_500));

        awaitColour("the notice's background", 0.005, 0.01, Color.BLACK);
        assertThat(isYellowThere()).as("the notice's letters").isTrue();
        awaitColour("the picture under it", 0.25, 0.5, Color.RED);

        view.show(picture(320, 240, Color.RED, Color.BLUE));
        awaitColour("without the notice", 0.005, 0.01, Color.RED);
    }

    @Test
    void before_the_first_picture_it_says_that_it_waits() throws Exception {
        awaitColour("the middle", 0.5, 0.5, Color.BLACK);

        Until.holds("letters", this::isYellowThere);
    }

    @Test
    void close_takes_the_window_away_also_the_second_time() throws Exception {
        view.close();
        view.close();

        Until.holds("the window is gone", () -> inEventThread(() -> !window.isDisplayable()));
        assertThat(view.isStopped()).as("nobody has stopped it").isFalse();
        assertThat(stops).hasValue(0);
    }

    @Test
    void a_picture_that_comes_after_close_is_no_error() throws Exception {
        view.close();
        view.show(picture(320, 240, Color.RED, Color.BLUE));
        view.standsStill(Duration.ofSeconds(1));

        Until.holds("the window is gone", () -> inEventThread(() -> !window.isDisplayable()));
    }

    @Test
    void a_program_that_has_closed_its_window_can_end() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), OpenAndClose.class.getName()).inheritIO().start();
        try {
            assertThat(process.waitFor(Until.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("it ends by itself: no thread of the window's is left").isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The key arrives at the window as if it had the focus, which without a window manager it may not get. */
    private void press(int key) throws Exception {
        EventQueue.invokeAndWait(() -> window.dispatchEvent(new KeyEvent(window, KeyEvent.KEY_PRESSED,
                System.currentTimeMillis(), 0, key, KeyEvent.CHAR_UNDEFINED)));
    }

    private void clickInTheMiddle() throws Exception {
        Point corner = inEventThread(screen::getLocationOnScreen);
        robot.mouseMove(corner.x + screen.getWidth() / 2, corner.y + screen.getHeight() / 2);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        robot.waitForIdle();
    }

    private void resizeScreen(int width, int height) throws Exception {
        EventQueue.invokeAndWait(() -> {
            Dimension now = window.getSize();
            window.setLocation(0, 0);
            window.setSize(now.width + width - screen.getWidth(), now.height + height - screen.getHeight());
        });
        Until.holds("the window has its new size", () -> inEventThread(() -> {
            window.validate();
            return screen.getSize().equals(new Dimension(width, height));
        }));
    }

    /** Waits for a colour on the display, at a place in the window: 0 is left or above, 1 is right or below. */
    private void awaitColour(String where, double x, double y, Color expected) throws Exception {
        Color[] seen = new Color[1];
        try {
            Until.holds(where + " is " + expected, () -> {
                Point corner = inEventThread(screen::getLocationOnScreen);
                seen[0] = robot.getPixelColor(corner.x + (int) (x * screen.getWidth()),
                        corner.y + (int) (y * screen.getHeight()));
                return seen[0].equals(expected);
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", it is " + seen[0], e);
        }
    }

    private boolean isYellowThere() throws Exception {
        Point corner = inEventThread(screen::getLocationOnScreen);
        BufferedImage notice = robot.createScreenCapture(new Rectangle(corner, new Dimension(200, 30)));
        return Arrays.stream(notice.getRGB(0, 0, 200, 30, null, 0, 200)).anyMatch(rgb -> rgb == Color.YELLOW.getRGB());
    }

    private static <T> T inEventThread(Callable<T> question) throws Exception {
        FutureTask<T> task = new FutureTask<>(question);
        EventQueue.invokeLater(task);
        return task.get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static BufferedImage picture(int width, int height, Color left, Color right) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = picture.createGraphics();
        g.setColor(left);
        g.fillRect(0, 0, width / 2, height);
        g.setColor(right);
        g.fillRect(width / 2, 0, width - width / 2, height);
        g.dispose();
        return picture;
    }
}
