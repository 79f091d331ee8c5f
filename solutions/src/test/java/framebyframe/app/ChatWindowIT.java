package framebyframe.app;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Requirements;
import framebyframe.Until;
import framebyframe.client.Screen;
import framebyframe.client.StopSignal;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.server.PatternSource;
import framebyframe.testing.Background;
import framebyframe.testing.SocketPair;
import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Point;
import java.awt.Robot;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.swing.JFrame;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two sides of a chat, each with its window, on one display. */
@Timeout(60)
class ChatWindowIT {

    private static final String WHO = "VIDEO CHAT WITH 127\\.0\\.0\\.1:\\d+, sending ";

    private SocketPair pair;
    private Side caller;
    private Side called;

    /** A side and its window. */
    private static final class Side {

        private final StopSignal ctrlC = new StopSignal();
        private final Background<String> run;
        private final JFrame window;

        Side(Socket socket, boolean calling) throws Exception {
            ViewOptions view = new ViewOptions();
            view.kind = ViewOptions.Kind.WINDOW;
            view.seconds = 2;
            SourceOptions options = new SourceOptions();
            options.format = PayloadFormat.JPG;
            options.quality = 80;
            options.width = 320;
            List<JFrame> before = windows();
            VideoChat chat = new VideoChat(socket, calling, view, ctrlC, new PrintWriter(Writer.nullWriter()));
            run = Background.call("chat", () -> chat.run(new PatternSource(640, 480, 30), options, null));
            Until.holds("a window opens", () -> windows().size() > before.size());
            window = windows().stream().filter(frame -> !before.contains(frame)).findFirst().orElseThrow();
        }

        private static List<JFrame> windows() throws Exception {
            return inEventThread(() -> Arrays.stream(Frame.getFrames()).filter(Frame::isShowing)
                    .filter(frame -> frame.getTitle().startsWith("VIDEO CHAT")).map(JFrame.class::cast).toList());
        }

        /** The part of the window that is of this type: of the two screens, the large one first. */
        <T extends Component> T part(Class<T> type, int index) throws Exception {
            return inEventThread(() -> parts(window.getContentPane()).filter(type::isInstance).map(type::cast)
                    .toList().get(index));
        }

        private static Stream<Component> parts(Container container) {
            return Arrays.stream(container.getComponents()).flatMap(part -> part instanceof Container inner
                    ? Stream.concat(Stream.of(part), parts(inner)) : Stream.of(part));
        }

        String said() throws Exception {
            JTextArea area = part(JTextArea.class, 0);
            return inEventThread(area::getText);
        }

        void type(String line) throws Exception {
            JTextField field = part(JTextField.class, 0);
            EventQueue.invokeAndWait(() -> {
                field.setText(line);
                field.postActionEvent(); // what Enter does
            });
            String rest = inEventThread(field::getText);
            assertThat(rest).as("the field, afterwards").isEmpty();
        }

        void press(int key) throws Exception {
            JTextField field = part(JTextField.class, 0);
            EventQueue.invokeAndWait(() -> field.dispatchEvent(new KeyEvent(field, KeyEvent.KEY_PRESSED,
                    System.currentTimeMillis(), 0, key, KeyEvent.CHAR_UNDEFINED)));
        }

        void awaitTitle(String regex) throws Exception {
            String[] seen = new String[1];
            try {
                Until.holds("a title " + regex, () -> {
                    seen[0] = inEventThread(window::getTitle);
                    return seen[0].matches(regex);
                });
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "; it is " + seen[0], e);
            }
        }

        String end() throws Exception {
            Until.holds("the end", run::isDone);
            return run.await();
        }
    }

    @BeforeAll
    static void needs_a_display() {
        Requirements.display();
        OpenCvLibrary.load();
    }

    @BeforeEach
    void open() throws Exception {
        pair = SocketPair.open();
        caller = new Side(pair.client(), true);
        called = new Side(pair.server(), false);
        EventQueue.invokeAndWait(() -> {
            caller.window.setLocation(0, 0);
            called.window.setLocation(640, 0);
        });
    }

    @AfterEach
    void close() throws Exception {
        for (Side side : new Side[] {caller, called}) {
            side.ctrlC.stop();
            Until.holds("the end", side.run::isDone);
            Until.holds("the window is gone", () -> inEventThread(() -> !side.window.isDisplayable()));
        }
        pair.close();
        ProgramThreads.awaitNone();
    }

    @Test
    void the_title_tells_who_is_there_and_the_rates_both_ways() throws Exception {
        for (Side side : new Side[] {caller, called}) {
            side.awaitTitle(WHO + "[1-9]\\d* fps - \\d+\\.\\d fps, 320x240");
        }
    }

    @Test
    void the_other_side_is_large_and_oneself_small_in_a_corner_which_a_key_hides() throws Exception {
        for (Side side : new Side[] {caller, called}) {
            Screen other = side.part(Screen.class, 0);
            Screen own = side.part(Screen.class, 1);
            awaitWhiteBar(other);
            awaitWhiteBar(own);
            assertThat(other.getWidth()).isGreaterThanOrEqualTo(3 * own.getWidth());

            side.press(KeyEvent.VK_F2);
            assertThat(inEventThread(own::isShowing)).as("one's own picture is there").isFalse();
            side.press(KeyEvent.VK_F2);
            assertThat(inEventThread(own::isShowing)).as("one's own picture is there").isTrue();
            awaitWhiteBar(own);
        }
    }

    @Test
    void what_one_side_types_the_other_can_read() throws Exception {
        awaitTalk();
        caller.type("Good morning!");
        called.type("Hello");

        Until.holds("the words are here", () -> called.said().matches("(?s).*\\d\\d:\\d\\d they: Good morning!\n.*")
                && caller.said().matches("(?s).*\\d\\d:\\d\\d they: Hello\n.*"));
        assertThat(caller.said()).containsPattern("\\d\\d:\\d\\d you: Good morning!\n");
        assertThat(called.said()).containsPattern("\\d\\d:\\d\\d you: Hello\n");
    }

    @Test
    void a_text_is_shown_as_it_is_and_not_as_a_page() throws Exception {
        awaitTalk();
        String page = "<html><h1>big</h1><img src=\"http://127.0.0.1:1/\">";
        caller.type(page);

        Until.holds("it is here", () -> called.said().contains("they: " + page + "\n"));
    }

    @Test
    void many_lines_take_no_room_from_the_picture_and_the_last_one_is_seen() throws Exception {
        awaitTalk();
        Screen other = called.part(Screen.class, 0);
        int height = inEventThread(other::getHeight);
        for (int i = 0; i < 300; i++) {
            int line = i;
            Until.holds("a text can be sent", () -> {
                caller.type("this is line " + line);
                return !caller.said().endsWith("NOT SENT (empty, too long, or they do not read): this is line "
                        + line + "\n");
            });
        }
        Until.holds("the last line is here", () -> called.said().endsWith("they: this is line 299\n"));

        assertThat(called.said().length()).isLessThanOrEqualTo(5_000);
        JTextArea area = called.part(JTextArea.class, 0);
        assertThat(inEventThread(() -> area.getVisibleRect().y + area.getVisibleRect().height))
                .as("the visible part's lower edge").isEqualTo(inEventThread(area::getHeight));
        EventQueue.invokeAndWait(() -> called.window.setSize(called.window.getWidth() - 40, called.window.getHeight()));
        Until.holds("the window has its new size", () -> inEventThread(other::getWidth) <= 600);
        assertThat(inEventThread(other::getHeight)).isEqualTo(height);
    }

    @Test
    void the_keys_that_end_a_viewer_are_letters_here() throws Exception {
        awaitTalk();
        caller.press(KeyEvent.VK_Q);
        caller.press(KeyEvent.VK_ENTER);
        caller.type("q");
        Until.holds("the q is here", () -> called.said().contains("they: q\n"));

        assertThat(caller.run.isDone()).isFalse();
    }

    @Test
    void the_close_button_hangs_up_and_the_other_window_closes() throws Exception {
        awaitTalk();
        EventQueue.invokeAndWait(() -> caller.window.dispatchEvent(
                new WindowEvent(caller.window, WindowEvent.WINDOW_CLOSING)));

        assertThat(caller.end()).contains(": you hung up; ");
        assertThat(called.end()).contains(": they hung up; ");
    }

    @Test
    void that_the_other_side_stands_still_is_said_in_the_title() throws Exception {
        try (SocketPair silent = SocketPair.open()) {
            Side side = new Side(silent.client(), true);
            side.awaitTitle("(VIDEO CHAT|ONLY RECEIVING VIDEO FROM .*) - NO LIVE VIDEO for \\d\\.\\d s");
            side.ctrlC.stop();
            side.end();
        }
    }

    private void awaitTalk() throws Exception {
        Until.holds("both know that they can talk", () -> caller.said().contains("VIDEO CHAT WITH")
                && called.said().contains("VIDEO CHAT WITH"));
    }

    /** The test pattern's first bar, at the left: on the display, not in memory. */
    private static void awaitWhiteBar(Screen screen) throws Exception {
        Robot robot = new Robot();
        Until.holds("the test pattern is painted", () -> {
            Point corner = inEventThread(screen::getLocationOnScreen);
            Color left = robot.getPixelColor(corner.x + screen.getWidth() / 20, corner.y + screen.getHeight() / 20);
            Color right = robot.getPixelColor(corner.x + screen.getWidth() * 19 / 20,
                    corner.y + screen.getHeight() / 20);
            return left.getRed() > 200 && left.getGreen() > 200 && left.getBlue() > 200
                    && right.getRed() < 60 && right.getBlue() > 180;
        });
    }

    private static <T> T inEventThread(Callable<T> question) throws Exception {
        FutureTask<T> task = new FutureTask<>(question);
        EventQueue.invokeLater(task);
        return task.get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
