// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.client;

/** Counts frames and tells how many came a second. Used by one thread. */
public final class RateMeter {

    private long count;
    private long first;
    private long last;

    /** Counts one frame that came now. */
    public void tick() {
        last = System.nanoTime();
        if (count++ == 0) {
            first = last;
        }
    }

    /** How many frames were counted. */
    public long count() {
        return count;
    }

    /** The time from the first frame to the last, in seconds. */
    public double seconds() {
        return (last - first) / 1e9;
    }

    /** Frames per second from the first frame to the last; 0 with fewer than two. */
    public double perSecond() {
        return last == first ? 0 : (count - 1) / seconds();
    }
}
