package framebyframe.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A table, written as Markdown. */
final class Table {

    private final List<String> lines = new ArrayList<>();
    private final int columns;
    private int rows;

    /** @param heads of the columns; the first is on the left, figures are on the right */
    Table(String title, String... heads) {
        columns = heads.length;
        lines.add("**" + title + "**");
        lines.add("");
        add(heads);
        lines.add("|---|" + String.join("", Collections.nCopies(columns - 1, "---:|")));
    }

    /** Adds a row. */
    void row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns + " columns");
        }
        rows++;
        add(cells);
    }

    private void add(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    int rows() {
        return rows;
    }

    /** A number with so many digits after the point, and a comma between thousands. */
    static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
