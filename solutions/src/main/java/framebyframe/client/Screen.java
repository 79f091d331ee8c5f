package framebyframe.client;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import javax.swing.JComponent;

/** A part of a window that shows a picture, as large as fits, on black, and a notice over it. */
public final class Screen extends JComponent {

    private static final long serialVersionUID = 1;

    private transient volatile BufferedImage picture;
    private volatile String notice = "waiting for a picture";

    /** Shows a picture in place of the one before, and no notice. May be called by any thread. */
    public void showPicture(BufferedImage newPicture) {
        picture = newPicture;
        notice = null;
        repaint(); // one of the few calls that every thread may make
    }

    /** Shows a text over the picture, until the next picture. May be called by any thread. */
    public void showNotice(String text) {
        notice = text;
        repaint();
    }

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
