package framebyframe.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Panels below each other, each with lines over the same time; every panel begins at zero. */
final class Plot {

    private static final int WIDTH = 1000;
    private static final int PANEL = 190;
    private static final int LEFT = 60;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 30;
    private static final Color[] COLOURS = {new Color(0x1F, 0x4E, 0x9C), new Color(0xC8, 0x5A, 0x00)};
    private static final Color GRID = new Color(0xDD, 0xDD, 0xDD);

    private final String timeUnit;
    private final List<Panel> panels = new ArrayList<>();

    /** @param timeUnit what the time is given in */
    Plot(String timeUnit) {
        this.timeUnit = timeUnit;
    }

    /**
     * One line of a panel.
     *
     * @param name empty if it needs none
     * @param points time and value each
     */
    record Line(String name, List<double[]> points) {
    }

    private record Panel(String title, List<Line> lines) {

        double max(int coordinate) {
            return lines.stream().flatMap(line -> line.points.stream()).mapToDouble(point -> point[coordinate])
                    .filter(value -> value > 0).max().orElse(1);
        }
    }

    /** Adds a panel below the others. */
    void panel(String title, Line... lines) {
        panels.add(new Panel(title, List.of(lines)));
    }

    /** Draws them all. */
    void save(Path png) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, PANEL * panels.size() + 10, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        double time = panels.stream().mapToDouble(panel -> panel.max(0)).max().orElse(1);
        for (int i = 0; i < panels.size(); i++) {
            draw((Graphics2D) g.create(0, PANEL * i, WIDTH, PANEL), panels.get(i), time);
        }
        g.dispose();
        ImageIO.write(image, "png", png.toFile());
    }

    private void draw(Graphics2D g, Panel panel, double time) {
        double step = step(panel.max(1) / 4);
        double top = step * Math.max(1, Math.ceil(panel.max(1) / step));
        double perTime = (WIDTH - LEFT - RIGHT) / time;
        double perValue = (PANEL - TOP - BOTTOM) / top;
        int floor = PANEL - BOTTOM;
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        for (double value = 0; value <= top; value += step) {
            int y = (int) Math.round(floor - value * perValue);
            grid(g, LEFT, y, WIDTH - RIGHT, y);
            String label = label(value, step);
            g.drawString(label, LEFT - 8 - g.getFontMetrics().stringWidth(label), y + 4);
        }
        for (double minute = 0; minute <= time; minute += step(time / 8)) {
            int x = (int) Math.round(LEFT + minute * perTime);
            grid(g, x, floor, x, TOP);
            String label = label(minute, step(time / 8));
            g.drawString(label, x - g.getFontMetrics().stringWidth(label) / 2, floor + 16);
        }
        g.drawString(timeUnit, WIDTH - RIGHT - g.getFontMetrics().stringWidth(timeUnit), floor + 28);
        g.setFont(g.getFont().deriveFont(Font.BOLD, 14));
        g.drawString(panel.title, LEFT, TOP - 16);
        int legend = LEFT + 20 + g.getFontMetrics().stringWidth(panel.title);
        for (int i = 0; i < panel.lines.size(); i++) {
            Line line = panel.lines.get(i);
            g.setColor(COLOURS[i]);
            g.drawString(line.name, legend, TOP - 16);
            legend += 20 + g.getFontMetrics().stringWidth(line.name);
            Path2D path = new Path2D.Double();
            for (double[] point : line.points) {
                double x = LEFT + point[0] * perTime;
                double y = floor - point[1] * perValue;
                if (path.getCurrentPoint() == null) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
            g.setStroke(new BasicStroke(1.6f));
            g.draw(path);
        }
    }

    private static void grid(Graphics2D g, int x1, int y1, int x2, int y2) {
        g.setColor(GRID);
        g.drawLine(x1, y1, x2, y2);
        g.setColor(Color.DARK_GRAY);
    }

    /** The next of ..., 0.1, 0.2, 0.5, 1, 2, 5, 10, ... */
    private static double step(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= atLeast) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String label(double value, double step) {
        return String.format(Locale.ROOT, step < 1 ? "%.1f" : "%.0f", value);
    }
}
