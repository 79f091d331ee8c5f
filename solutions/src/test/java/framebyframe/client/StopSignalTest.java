package framebyframe.client;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.testing.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopSignalTest {

    private final StopSignal signal = new StopSignal();
    private final AtomicInteger actions = new AtomicInteger();

    @Test
    void at_first_nobody_has_stopped_it() {
        signal.onStop(actions::incrementAndGet);

        assertThat(signal.isStopped()).isFalse();
        assertThat(actions).hasValue(0);
    }

    @Test
    void the_action_is_done_at_the_stop() {
        signal.onStop(actions::incrementAndGet);
        signal.stop();

        assertThat(signal.isStopped()).isTrue();
        assertThat(actions).hasValue(1);
    }

    @Test
    void a_second_stop_does_nothing() {
        signal.onStop(actions::incrementAndGet);
        signal.stop();
        signal.stop();

        assertThat(actions).hasValue(1);
    }

    @Test
    void an_action_that_is_registered_after_the_stop_is_done_at_once() {
        signal.stop();
        signal.onStop(actions::incrementAndGet);

        assertThat(actions).hasValue(1);
    }

    @Test
    void the_action_sees_that_it_is_stopped() {
        signal.onStop(() -> assertThat(signal.isStopped()).isTrue());
        signal.stop();
    }

    @Test
    void of_many_threads_that_stop_it_at_once_one_does_the_action() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        signal.onStop(actions::incrementAndGet);
        List<Background<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Background.run("stopping " + i, () -> {
                start.await();
                signal.stop();
            }));
        }
        start.countDown();
        for (Background<Void> thread : threads) {
            thread.await();
        }

        assertThat(actions).hasValue(1);
    }
}
