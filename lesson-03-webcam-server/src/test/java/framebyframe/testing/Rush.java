package framebyframe.testing;

import framebyframe.server.Mailbox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;

/** Two threads put numbered frames into one mailbox as fast as they can, while two others take them out. */
public final class Rush {

    private static final int THREADS = 2;
    private static final int FRAMES = 200_000;

    /** So many meetings of putters and takers are enough. On a busy machine they meet rarely, and go on for a while. */
    private static final int ENOUGH = 20_000;

    private final List<List<Integer>> taken = new ArrayList<>();
    private long put;
    private long replaced;

    private Rush() {
    }

    /**
     * Puts, takes, closes, and waits for the end of it all; again with a new mailbox until enough was taken.
     *
     * @param mailboxes makes an empty mailbox
     */
    public static Rush through(Supplier<Mailbox> mailboxes) throws Exception {
        Rush rush = new Rush();
        long end = System.nanoTime() + Patience.LIMIT.toNanos() / 5;
        do {
            rush.round(mailboxes.get());
        } while (rush.taken() < ENOUGH && System.nanoTime() - end < 0);
        return rush;
    }

    private void round(Mailbox mailbox) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2 * THREADS);
        List<Background<Void>> putters = new ArrayList<>();
        List<Background<Void>> takers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int first = i * FRAMES;
            putters.add(Background.run("putter", () -> {
                start.await();
                for (int number = first; number < first + FRAMES; number++) {
                    mailbox.put(Numbered.frame(number));
                }
            }));
            List<Integer> numbers = new ArrayList<>();
            taken.add(numbers);
            takers.add(Background.run("taker", () -> {
                start.await();
                Optional<byte[]> frame;
                while ((frame = mailbox.take()).isPresent()) {
                    numbers.add(Numbered.number(frame.get()));
                }
            }));
        }
        for (Background<Void> putter : putters) {
            putter.await();
        }
        mailbox.close();
        for (Background<Void> taker : takers) {
            taker.await();
        }
        put += (long) THREADS * FRAMES;
        replaced += mailbox.replaced();
    }

    /** How many frames were put. */
    public long put() {
        return put;
    }

    /** How many frames were replaced, as the mailboxes say. */
    public long replaced() {
        return replaced;
    }

    /** How many frames were taken. */
    public int taken() {
        return taken.stream().mapToInt(List::size).sum();
    }

    /** The first frames, if any, that came to a taker twice, or after a newer one of the same putter. */
    public List<String> wentBack() {
        List<String> found = new ArrayList<>();
        for (List<Integer> numbers : taken) {
            int[] last = new int[THREADS];
            Arrays.fill(last, -1);
            for (int number : numbers) {
                if (number <= last[number / FRAMES]) {
                    found.add("frame " + number + " after frame " + last[number / FRAMES]);
                }
                last[number / FRAMES] = number;
            }
        }
        return found.subList(0, Math.min(3, found.size()));
    }
}
