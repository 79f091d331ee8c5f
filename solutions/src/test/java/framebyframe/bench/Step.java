package framebyframe.bench;

/** One step of a frame's way. */
@FunctionalInterface
interface Step {

    /** Takes it once. */
    void run() throws Exception;

    /** Takes it again and again for so many nanoseconds, at least once, and returns how often. */
    default int repeat(long nanos) throws Exception {
        long end = System.nanoTime() + nanos;
        int count = 0;
        do {
            run();
            count++;
        } while (System.nanoTime() - end < 0);
        return count;
    }

    /** The same, and returns how many microseconds it took each time. */
    default double micros(long nanos) throws Exception {
        long start = System.nanoTime();
        double count = repeat(nanos);
        return (System.nanoTime() - start) / 1e3 / count;
    }
}
