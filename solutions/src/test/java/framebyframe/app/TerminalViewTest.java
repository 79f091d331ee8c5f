package framebyframe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalViewTest {

    @ParameterizedTest
    @CsvSource({"320,240,80,23", "320,240,200,10", "640,360,80,23", "240,320,80,23", "1000,10,80,23", "10,1000,80,23",
        "20,10,80,23", "1,1,80,23"})
    void a_picture_is_as_large_as_fits_and_keeps_its_shape(int width, int height, int columns, int rows) {
        List<AttributedString> lines = TerminalView.draw(picture(width, height, Color.RED, Color.RED), columns, rows);

        int drawnWidth = lines.get(0).toString().strip().length();
        int drawnHeight = lines.size();
        assertThat(drawnWidth).as("columns").isBetween(1, columns);
        assertThat(drawnHeight).as("rows").isBetween(1, rows);
        double scale = Math.min((double) columns / width, 2.0 * rows / height);
        assertThat((double) drawnWidth).as("width").isBetween(width * scale - 1, Math.max(1, width * scale));
        assertThat(2.0 * drawnHeight).as("height").isBetween(height * scale - 1, Math.max(2, height * scale + 1));
    }

    @Test
    void a_picture_stands_in_the_middle() {
        String line = TerminalView.draw(picture(100, 100, Color.RED, Color.RED), 80, 20).get(0).toString();

        assertThat(line.length() - line.strip().length()).as("blanks before it").isEqualTo(20);
    }

    @Test
    void a_half_block_shows_the_upper_pixel_and_its_background_the_lower_one() {
        AttributedString line = TerminalView.draw(picture(4, 2, Color.RED, Color.BLUE), 4, 1).get(0);

        assertThat(line.toString()).isEqualTo("\u2580".repeat(4));
        for (int column = 0; column < 4; column++) {
            assertThat(line.styleAt(column)).isEqualTo(style(0xFF0000, 0x0000FF));
        }
    }

    @Test
    void colours_are_where_they_are_in_the_picture() {
        BufferedImage picture = picture(320, 240, Color.GREEN, Color.GREEN);
        fill(picture, Color.BLUE, 160, 0, 160, 240);
        AttributedString line = TerminalView.draw(picture, 80, 30).get(15);

        assertThat(line.styleAt(10)).as("left").isEqualTo(style(0x00FF00, 0x00FF00));
        assertThat(line.styleAt(70)).as("right").isEqualTo(style(0x0000FF, 0x0000FF));
    }

    @Test
    void a_shrunk_pixel_is_the_mean_of_what_it_covers() {
        BufferedImage picture = picture(300, 300, Color.BLACK, Color.BLACK);
        for (int x = 0; x < 300; x += 3) {
            fill(picture, new Color(255, 255, 255), x, 0, 1, 300); // every third column is white
        }
        AttributedString line = TerminalView.draw(picture, 100, 50).get(20);

        assertThat(line.styleAt(50)).isEqualTo(style(0x555555, 0x555555));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "0,1", "1,1", "80,0"})
    void a_terminal_without_room_is_no_error(int columns, int rows) {
        assertThat(TerminalView.draw(picture(320, 240, Color.RED, Color.RED), columns, rows)).hasSize(1);
    }

    private static AttributedStyle style(int foreground, int background) {
        return AttributedStyle.DEFAULT.foregroundRgb(foreground).backgroundRgb(background);
    }

    private static BufferedImage picture(int width, int height, Color upper, Color lower) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        fill(picture, upper, 0, 0, width, (height + 1) / 2);
        fill(picture, lower, 0, (height + 1) / 2, width, height / 2);
        return picture;
    }

    private static void fill(BufferedImage picture, Color colour, int x, int y, int width, int height) {
        Graphics2D g = picture.createGraphics();
        g.setColor(colour);
        g.fillRect(x, y, width, height);
        g.dispose();
    }
}
