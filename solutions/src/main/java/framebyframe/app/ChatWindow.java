package framebyframe.app;

import framebyframe.client.Screen;
import framebyframe.client.VideoWindow;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.util.function.Consumer;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.KeyStroke;

/**
 * The window of a call: the other side large, and below it what was said, a field for what is to be said, and in the
 * corner what one sends. F2 hides the corner and shows it again.
 *
 * <p>A text area takes every letter for a letter. Swing's labels would take a text that begins with {@code <html>} for
 * a page, and load its pictures from the network.
 */
final class ChatWindow {

    /** The other side's picture, and the title. */
    final VideoWindow window;

    /** The picture in the corner. */
    final Screen own = new Screen();

    private final JTextArea said = new JTextArea(4, 1);

    /** @param typed is told each line that is typed */
    ChatWindow(Consumer<String> typed) {
        JTextField field = new JTextField();
        field.addActionListener(enter -> {
            typed.accept(field.getText());
            field.setText("");
        });
        said.setFocusable(false); // the keys are for the field
        said.setLineWrap(true);
        own.setPreferredSize(new Dimension(160, 120));
        JPanel panel = new JPanel(new BorderLayout());
        panel.add(new JScrollPane(said), BorderLayout.CENTER);
        panel.add(own, BorderLayout.EAST);
        panel.add(field, BorderLayout.SOUTH);
        panel.registerKeyboardAction(key -> own.setVisible(!own.isVisible()), KeyStroke.getKeyStroke("F2"),
                JComponent.WHEN_IN_FOCUSED_WINDOW);
        window = new VideoWindow("VIDEO CHAT", panel);
    }

    /** Adds a line to what was said, of which the last 5,000 letters are kept. May be called by any thread. */
    void say(String line) {
        EventQueue.invokeLater(() -> {
            String all = said.getText() + line + "\n";
            said.setText(all.substring(Math.max(0, all.length() - 5_000)));
        });
    }
}
