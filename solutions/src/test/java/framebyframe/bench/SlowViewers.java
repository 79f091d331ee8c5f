package framebyframe.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What three bad viewers among sixteen do to the others: one that reads 1 KB/s, one that reads nothing, and one that is
 * suspended for ten seconds. The others are measured with and without them, in turns, at 30 frames a second, jpg.
 */
final class SlowViewers {

    private static final int GOOD = 13;
    private static final int SETTLING_SECONDS = 4;
    private static final int SECONDS = 20;
    private static final int SUSPENDED_SECONDS = 10;

    private static final Pattern DROPPED = Pattern.compile("LEFT: .*:(\\d+), dropped: .*");

    private static final String DEAD = "dead";
    private static final String SLOW = "slow";

    private final Effort effort;
    private final Table others = new Table("The 13 others, without and with the three bad viewers",
            "pair", "frames/s, without", "with", "median age, ms, without", "with", "p99, without", "with",
            "longest, without", "with");
    private final Table bad = new Table("The three", "pair", "reads nothing: dropped after, s",
            "reads 1 KB/s: dropped after, s", "suspended: missed, frames", "then shown, old ones",
            "first live one after, ms");

    SlowViewers(Effort effort) {
        this.effort = effort;
    }

    /** How the others fared. */
    private record Fare(double perSecond, Samples ages) {
    }

    /** Two tables, each with a row for each pair. */
    List<Table> measure() throws Exception {
        try (Probed server = Probed.server("--source", "pattern")) {
            int port = server.port();
            run(port, null, 0); // so that everything is compiled
            for (int pair = 1; pair <= effort.rounds(); pair++) {
                Fare with = pair % 2 == 0 ? run(port, server, pair) : null; // in turns: first without, first with
                Fare without = run(port, null, pair);
                with = with == null ? run(port, server, pair) : with;
                others.row(String.valueOf(pair), Table.number(without.perSecond, 2), Table.number(with.perSecond, 2),
                        Table.number(without.ages.median(), 2), Table.number(with.ages.median(), 2),
                        Table.number(without.ages.rank(0.99), 1), Table.number(with.ages.rank(0.99), 1),
                        Table.number(without.ages.max(), 1), Table.number(with.ages.max(), 1));
                Progress.say("pair %d", pair);
            }
        }
        return List.of(others, bad);
    }

    /** @param server null without the three */
    private Fare run(int port, Probed server, int pair) throws Exception {
        List<Watcher> watchers = new ArrayList<>();
        for (int i = 0; i < GOOD; i++) {
            watchers.add(new Watcher(port));
        }
        try (Suspended suspended = server == null ? null : new Suspended(port, SECONDS + 2, SUSPENDED_SECONDS)) {
            TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
            watchers.forEach(watcher -> watcher.count(true));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            Map<String, String> dropped = suspended == null ? Map.of() : misbehave(port, server, suspended);
            TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
            watchers.forEach(watcher -> watcher.count(false));
            if (suspended != null) {
                String[] fate = suspended.end();
                bad.row(String.valueOf(pair), dropped.get(DEAD), dropped.get(SLOW), fate[0], fate[1], fate[2]);
            }
        }
        List<Double> ages = new ArrayList<>();
        double perSecond = 0;
        for (Watcher watcher : watchers) {
            ages.addAll(watcher.ages());
            perSecond += watcher.perSecond();
        }
        return new Fare(perSecond / GOOD, new Samples(ages));
    }

    /** Returns when the server has dropped two of them: after how many seconds each. */
    private static Map<String, String> misbehave(int port, Probed server, Suspended suspended) throws Exception {
        try (Socket dead = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
            long start = System.nanoTime();
            Thread reading = new Thread(() -> readSlowly(slow), "1 KB/s");
            reading.start();
            suspended.start();
            Map<String, String> dropped = new HashMap<>();
            while (dropped.size() < 2) { // at about the same time, in any order
                int which = Integer.parseInt(server.await(DROPPED).group(1));
                dropped.put(which == dead.getLocalPort() ? DEAD : which == slow.getLocalPort() ? SLOW : "another",
                        Table.number((System.nanoTime() - start) / 1e9, 1));
            }
            slow.shutdownInput();
            reading.join();
            return dropped;
        }
    }

    private static void readSlowly(Socket socket) {
        try {
            while (socket.getInputStream().read(new byte[102]) != -1) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (SocketException dropped) {
            // it had to come
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
