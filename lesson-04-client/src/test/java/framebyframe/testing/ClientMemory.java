package framebyframe.testing;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Watches the memory of this whole program: the pixels of a Mat are not in Java's heap. */
public final class ClientMemory {

    private static final int MEGABYTE = 1 << 20;
    private static final Path STATUS = Path.of("/proc/self/status");

    private ClientMemory() {
    }

    /**
     * Does something many times and watches the program grow. The garbage collector, which gives back a forgotten Mat
     * at some time or other, does not do so meanwhile.
     *
     * @param times how often
     * @param limit ends early if it has grown by more than this, in megabytes
     * @return by how many megabytes it has grown
     */
    public static long growth(int times, long limit, Background.Action action) throws Exception {
        action.run(); // what is loaded and reserved only once does not count
        CountDownLatch over = new CountDownLatch(1);
        try {
            keepFinalizersWaiting(over);
            return growthUntil(times, limit, action);
        } finally {
            over.countDown();
        }
    }

    private static long growthUntil(int times, long limit, Background.Action action) throws Exception {
        long before = now();
        long growth = 0;
        for (int i = 0; i < times && growth <= limit; i++) {
            action.run();
            growth = now() - before;
        }
        return growth;
    }

    /**
     * Does something once, and looks at the most memory that the program has ever reserved, if only for a moment.
     *
     * @return by how many megabytes that has grown; 0 where the system does not tell (it does on Linux)
     */
    public static long peak(Background.Action action) throws Exception {
        long before = highest();
        action.run();
        return highest() - before;
    }

    /** One thread calls all finalizers, one after the other, Mat's among them: the first that waits stops them all. */
    private static void keepFinalizersWaiting(CountDownLatch over) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Garbage.leave(begun, over);
        System.gc();
        begun.await(Patience.LIMIT.toMillis() / 5, TimeUnit.MILLISECONDS); // none comes if Java runs without finalizers
    }

    /** An object whose finalizer waits. */
    private static final class Garbage {

        private final CountDownLatch begun;
        private final CountDownLatch over;

        private Garbage(CountDownLatch begun, CountDownLatch over) {
            this.begun = begun;
            this.over = over;
        }

        static void leave(CountDownLatch begun, CountDownLatch over) {
            new Garbage(begun, over);
        }

        @Override
        @SuppressWarnings({"deprecation", "removal"}) // the only way to hold up the finalizers of others
        protected void finalize() throws InterruptedException {
            begun.countDown();
            over.await(Patience.LIMIT.toMillis() * 2, TimeUnit.MILLISECONDS);
        }
    }

    private static long now() {
        long all = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getCommittedVirtualMemorySize();
        boolean windows = System.getProperty("os.name").startsWith("Windows"); // which counts Java's heap as it grows
        return (windows ? all - Runtime.getRuntime().totalMemory() : all) / MEGABYTE;
    }

    private static long highest() throws IOException {
        if (Files.notExists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmPeak:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1_024 / MEGABYTE)
                .findFirst().orElse(0);
    }
}
