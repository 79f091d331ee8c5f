package framebyframe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import framebyframe.Until;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacerTest {

    private static final double ONE_IN_AN_HOUR = 1 / 3600.0;

    @Test
    void the_first_frame_goes_at_once() throws Exception {
        Pacer pacer = new Pacer(ONE_IN_AN_HOUR);

        assertThat(pacer.isDue()).isTrue();
        pacer.await(); // or this test would take an hour
    }

    @Test
    void the_next_frame_is_not_due_before_its_time() throws Exception {
        Pacer pacer = new Pacer(ONE_IN_AN_HOUR);
        pacer.await();

        assertThat(pacer.isDue()).isFalse();
    }

    @Test
    void no_frame_goes_before_its_time() throws Exception {
        long start = System.nanoTime();
        Pacer pacer = new Pacer(50);
        for (int frame = 0; frame < 6; frame++) {
            pacer.await();

            assertThat(since(start)).as("frame %d", frame).isGreaterThanOrEqualTo(Duration.ofMillis(20L * frame));
        }
    }

    @Test
    void who_is_late_by_frames_does_not_catch_up_with_a_burst() throws Exception {
        Pacer pacer = new Pacer(20);
        long start = System.nanoTime();
        Until.holds("time passes", () -> since(start).toMillis() > 150);
        pacer.await();
        long late = System.nanoTime();
        pacer.await();

        assertThat(since(late)).as("after a frame that was late").isGreaterThan(Duration.ofMillis(45));
    }

    @Test
    void at_an_infinite_rate_every_frame_is_due() throws Exception {
        Pacer pacer = new Pacer(Double.POSITIVE_INFINITY);
        for (int frame = 0; frame < 3; frame++) {
            assertThat(pacer.isDue()).isTrue();
            pacer.await();
        }
    }

    @Test
    void an_interrupt_ends_the_wait() throws Exception {
        Pacer pacer = new Pacer(ONE_IN_AN_HOUR);
        pacer.await();
        Thread.currentThread().interrupt();

        assertThatThrownBy(pacer::await).isInstanceOf(InterruptedIOException.class);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
