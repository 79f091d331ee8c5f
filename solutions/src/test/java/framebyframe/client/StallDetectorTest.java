package framebyframe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import framebyframe.testing.SocketPair;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class StallDetectorTest {

    private static final Duration LIMIT = Duration.ofMillis(200);

    @Test
    void time_in_which_the_viewer_itself_stood_still_is_not_the_servers_silence() throws Exception {
        try (SocketPair pair = SocketPair.open()) {
            StallDetector detector = new StallDetector(pair.client(), LIMIT, age -> { });
            pair.server().getOutputStream().write(new byte[] {1, 2});
            assertThat(detector.read()).isEqualTo(1);
            stand(LIMIT.multipliedBy(2));

            assertThat(detector.read()).isEqualTo(2);
        }
    }

    @Test
    void after_that_it_gives_up_as_ever() throws Exception {
        try (SocketPair pair = SocketPair.open()) {
            StallDetector detector = new StallDetector(pair.client(), LIMIT, age -> { });
            stand(LIMIT.multipliedBy(2));

            assertThatThrownBy(detector::read).isInstanceOf(StalledException.class);
        }
    }

    /** As a program does that is suspended. */
    private static void stand(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
