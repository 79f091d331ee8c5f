package framebyframe.bench;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Random;

/**
 * A number of places, each taken by one viewer after the other. A viewer stays between one second and a minute; the
 * next comes within a second. The same seed makes the same visits.
 */
final class Visitors {

    private static final double LONGEST_STAY = 60;

    private final Crowd crowd;
    private final Random random;
    private final SocketChannel[] places;
    private final double[] until;
    private int present;
    private int visits;

    /** All places are empty; they fill in the first five seconds. */
    Visitors(Crowd crowd, int places, long seed) {
        this.crowd = crowd;
        this.random = new Random(seed);
        this.places = new SocketChannel[places];
        this.until = random.doubles(places, 0, 5).toArray();
    }

    /** Lets come and go whose time it is. */
    void move(double seconds) throws IOException {
        for (int i = 0; i < places.length; i++) {
            if (seconds >= until[i] && places[i] == null) {
                places[i] = crowd.join();
                until[i] = seconds + 1 + random.nextDouble() * (LONGEST_STAY - 1);
                present++;
                visits++;
            } else if (seconds >= until[i]) {
                crowd.leave(places[i], random.nextBoolean());
                places[i] = null;
                until[i] = seconds + random.nextDouble();
                present--;
            }
        }
    }

    /** How many are there. */
    int present() {
        return present;
    }

    /** How many have come since the beginning. */
    int visits() {
        return visits;
    }
}
