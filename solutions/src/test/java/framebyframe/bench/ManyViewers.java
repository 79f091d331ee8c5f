package framebyframe.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The server at 30 frames a second: how old the frames are when they are decoded, and what each viewer costs. */
final class ManyViewers {

    private static final List<String> FORMATS = List.of("jpg", "bmp");

    /** So many decode what they get; the others throw it away, or it would be their work that is measured. */
    private static final int DECODING = 4;

    private final Effort effort;
    private final Table ages = new Table("From the capture to the decoded frame at 30 frames a second, 320x240",
            "format", "viewers", "all connected after, ms", "median, ms", "p99, ms", "longest, ms",
            "frames/s a viewer", "too slow for");
    private final Table costs = new Table("What the server costs meanwhile", "format", "viewers", "CPU, % of a core",
            "heap, MB", "outside the heap, MB", "threads", "descriptors");
    private final Table shares = new Table("What each viewer adds, from the fewest to the most", "format",
            "CPU, % of a core", "heap, KB", "outside the heap, KB", "threads", "descriptors");

    ManyViewers(Effort effort) {
        this.effort = effort;
    }

    /**
     * What a server with so many viewers has cost.
     *
     * @param connecting how long it took until all were connected, in nanoseconds
     * @param cores how many cores were busy
     * @param cost at the end, without garbage
     */
    private record Load(int viewers, long connecting, double cores, Cost cost) {
    }

    /** Two tables with a row for each format and number of viewers, and one with a row for each format. */
    List<Table> measure() throws IOException, InterruptedException {
        for (String format : FORMATS) {
            List<Load> loads = new ArrayList<>();
            for (int viewers : effort.viewers()) {
                loads.add(measure(format, viewers));
                Progress.say("%s, %d viewers", format, viewers);
            }
            loads.forEach(load -> addCost(format, load));
            addShare(format, loads.get(0), loads.get(loads.size() - 1));
        }
        return List.of(ages, costs, shares);
    }

    private Load measure(String format, int viewers) throws IOException, InterruptedException {
        try (Probed server = Probed.server("--source", "pattern", "--format", format)) {
            int port = server.port();
            List<Watcher> watchers = new ArrayList<>();
            Load load;
            try (Crowd crowd = new Crowd(port, Crowd.VIEWERS_RECEIVE_BUFFER)) {
                long start = System.nanoTime();
                for (int i = 0; i < Math.min(viewers, DECODING); i++) {
                    watchers.add(new Watcher(port));
                }
                crowd.join(viewers - watchers.size());
                long connecting = System.nanoTime() - start;
                Thread.sleep(effort.warmUp().toMillis());
                double cores = coresWhileCounting(watchers, server);
                load = new Load(viewers, connecting, cores, server.costWithoutGarbage());
            }
            addAges(format, load, watchers, server);
            return load;
        }
    }

    private double coresWhileCounting(List<Watcher> watchers, Probed server) throws IOException, InterruptedException {
        long before = server.cost().cpu();
        long start = System.nanoTime();
        watchers.forEach(watcher -> watcher.count(true));
        Thread.sleep(effort.watch().toMillis());
        watchers.forEach(watcher -> watcher.count(false));
        return (server.cost().cpu() - before) / (double) (System.nanoTime() - start);
    }

    private void addAges(String format, Load load, List<Watcher> watchers, Probed server)
            throws IOException, InterruptedException {
        List<Double> all = new ArrayList<>();
        double perSecond = 0;
        for (Watcher watcher : watchers) {
            all.addAll(watcher.ages());
            perSecond += watcher.perSecond();
        }
        Samples samples = new Samples(all);
        ages.row(format, String.valueOf(load.viewers), Table.number(load.connecting / 1e6, 0),
                Table.number(samples.median(), 1), Table.number(samples.rank(0.99), 1), Table.number(samples.max(), 1),
                Table.number(perSecond / watchers.size(), 1), Delivery.of(server.end()).share());
    }

    private void addCost(String format, Load load) {
        Cost cost = load.cost;
        costs.row(format, String.valueOf(load.viewers), Table.number(load.cores * 100, 1),
                Table.number(cost.heap() / 1e6, 1), Table.number(cost.outside() / 1e6, 1),
                String.valueOf(cost.threads()), String.valueOf(cost.descriptors()));
    }

    private void addShare(String format, Load fewest, Load most) {
        double more = most.viewers - fewest.viewers;
        shares.row(format, Table.number((most.cores - fewest.cores) * 100 / more, 2),
                Table.number((most.cost.heap() - fewest.cost.heap()) / 1e3 / more, 0),
                Table.number((most.cost.outside() - fewest.cost.outside()) / 1e3 / more, 0),
                Table.number((most.cost.threads() - fewest.cost.threads()) / more, 2),
                Table.number((most.cost.descriptors() - fewest.cost.descriptors()) / more, 2));
    }
}
