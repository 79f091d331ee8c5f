package framebyframe.testing;

import java.time.Duration;

/** How long a test waits for something that ought to happen at once. */
public final class Patience {

    /** Five seconds, or what the system property {@code kit.patience} says, in milliseconds. */
    public static final Duration LIMIT = Duration.ofMillis(Long.getLong("kit.patience", 5_000));

    private Patience() {
    }
}
