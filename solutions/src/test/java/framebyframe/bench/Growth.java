package framebyframe.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much goes out in all when many viewers take as much as they can get. */
final class Growth {

    private static final int MESSAGE = new FrameSize(320, 240).bytes() + 8;
    private static final long WARM_UP_MILLIS = 500;

    private final Effort effort;

    Growth(Effort effort) {
        this.effort = effort;
    }

    /** One row for each number of viewers. */
    Table measure() throws IOException, InterruptedException {
        Map<Integer, List<Double>> rates = new TreeMap<>();
        Map<Integer, List<Double>> ratios = new TreeMap<>();
        for (int round = 0; round < effort.rounds(); round++) {
            double one = 0;
            for (int viewers : effort.viewers()) {
                double rate = megabytesPerSecond(viewers);
                one = one == 0 ? rate : one;
                rates.computeIfAbsent(viewers, key -> new ArrayList<>()).add(rate);
                ratios.computeIfAbsent(viewers, key -> new ArrayList<>()).add(rate / one);
            }
            Progress.say("growth, round %d", round + 1);
        }
        Table table = new Table("Many viewers at full speed, 230,400 bytes a message; medians of " + effort.rounds()
                + " rounds", "viewers", "messages/s to all", "MB/s to all", "to that of " + effort.viewers().get(0));
        rates.forEach((viewers, rate) -> {
            double median = new Samples(rate).median();
            table.row(String.valueOf(viewers), Table.number(median * 1e6 / MESSAGE, 0), Table.number(median, 0),
                    new Samples(ratios.get(viewers)).spread());
        });
        return table;
    }

    private double megabytesPerSecond(int viewers) throws IOException, InterruptedException {
        try (Peer server = new Peer(Jvm.command(FloodServer.class, MESSAGE - 8));
                Crowd crowd = new Crowd(Integer.parseInt(server.line()), Crowd.VIEWERS_RECEIVE_BUFFER)) {
            crowd.join(viewers);
            Thread.sleep(WARM_UP_MILLIS);
            long bytes = crowd.bytes();
            long start = System.nanoTime();
            Thread.sleep(effort.turn().toMillis());
            return (crowd.bytes() - bytes) * 1e3 / (System.nanoTime() - start);
        }
    }
}
