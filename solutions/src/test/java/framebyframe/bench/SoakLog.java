package framebyframe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a {@link Soak} has written: its columns, as a picture and as a table. */
final class SoakLog {

    private static final List<String> COSTS = List.of("heap", "outside", "threads", "descriptors");

    /** The columns. Memory is in bytes; a heap stands in those lines before which the garbage was collected. */
    static final String HEAD = "seconds,viewers," + columns("server") + "," + columns("viewer");

    private final List<String[]> lines = new ArrayList<>();

    /** Reads the file. */
    SoakLog(Path csv) throws IOException {
        List<String> all = Files.readAllLines(csv);
        all.subList(1, all.size()).forEach(line -> lines.add(line.split(",", -1)));
    }

    private static String columns(String program) {
        return COSTS.stream().map(cost -> program + "_" + cost).collect(Collectors.joining(","));
    }

    /** One line of the file. */
    static String line(double seconds, int viewers, boolean clean, Probed server, Probed viewer) throws IOException {
        return String.format(Locale.ROOT, "%.1f,%d,", seconds, viewers) + cells(clean, server) + ","
                + cells(clean, viewer);
    }

    private static String cells(boolean clean, Probed program) throws IOException {
        Cost cost = clean ? program.costWithoutGarbage() : program.cost();
        return (clean ? cost.heap() : "") + "," + cost.outside() + "," + cost.threads() + "," + cost.descriptors();
    }

    /** Draws all columns over time. */
    void draw(Path png) throws IOException {
        Plot plot = new Plot("minutes");
        plot.panel("viewers that come and go", line("viewers", "", 1));
        plot.panel("heap without garbage, MB", line("server_heap", "the server", 1e6),
                line("viewer_heap", "a viewer that stays", 1e6));
        plot.panel("memory outside the heap, MB", line("server_outside", "the server", 1e6),
                line("viewer_outside", "a viewer that stays", 1e6));
        plot.panel("threads", line("server_threads", "the server", 1),
                line("viewer_threads", "a viewer that stays", 1));
        plot.panel("open files and sockets", line("server_descriptors", "the server", 1),
                line("viewer_descriptors", "a viewer that stays", 1));
        plot.save(png);
    }

    private Plot.Line line(String column, String name, double unit) {
        List<double[]> points = new ArrayList<>();
        for (String[] line : lines) {
            String value = line[index(column)];
            if (!value.isEmpty()) {
                points.add(new double[] {Double.parseDouble(line[0]) / 60, Double.parseDouble(value) / unit});
            }
        }
        return new Plot.Line(name, points);
    }

    private static int index(String column) {
        return List.of(HEAD.split(",")).indexOf(column);
    }

    /** The medians of the second, third and last quarter; in the first the programs warm up. */
    Table table() {
        Table table = new Table("Medians over a soak of " + Table.number(seconds() / 60, 0) + " minutes",
                "", "second quarter", "third quarter", "last quarter");
        for (String program : List.of("server", "viewer")) {
            row(table, program, "heap", " without garbage, MB", 1e6, 2);
            row(table, program, "outside", " the heap, MB", 1e6, 1);
            row(table, program, "threads", "", 1, 0);
            row(table, program, "descriptors", "", 1, 0);
        }
        return table;
    }

    private double seconds() {
        return Double.parseDouble(lines.get(lines.size() - 1)[0]);
    }

    private void row(Table table, String program, String cost, String unit, double divisor, int digits) {
        List<String> cells = new ArrayList<>(List.of(program + ": " + cost + unit));
        List<double[]> points = line(program + "_" + cost, "", divisor).points();
        for (int quarter = 1; quarter < 4; quarter++) {
            double from = seconds() / 60 * quarter / 4;
            double to = seconds() / 60 * (quarter + 1) / 4;
            List<Double> values = points.stream().filter(point -> point[0] >= from && point[0] <= to)
                    .map(point -> point[1]).toList();
            cells.add(values.isEmpty() ? "-" : Table.number(new Samples(values).median(), digits));
        }
        table.row(cells.toArray(String[]::new));
    }
}
