package framebyframe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import framebyframe.testing.Background;
import framebyframe.testing.SocketPair;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WriteWatchdogTest {

    @Test
    void a_viewer_that_reads_gets_every_byte() throws Exception {
        byte[] sent = new byte[1_000_000];
        new Random(1).nextBytes(sent);
        try (WriteWatchdog watchdog = new WriteWatchdog(Duration.ofSeconds(10)); SocketPair pair = SocketPair.open();
                WriteWatchdog.Watched out = watchdog.watch(pair.server());
                Background<byte[]> viewer = Background.call("viewer", () -> pair.client().getInputStream()
                        .readNBytes(sent.length + 1))) {
            out.write(sent, 0, 10);
            out.write(sent[10]);
            out.write(sent, 11, sent.length - 11);
            out.write('!');

            assertThat(viewer.await()).startsWith(sent).endsWith('!');
            assertThat(out.isDropped()).isFalse();
        }
    }

    @Test
    void a_viewer_that_takes_nothing_is_dropped() throws Exception {
        try (WriteWatchdog watchdog = new WriteWatchdog(Duration.ofMillis(100)); SocketPair pair = SocketPair.open();
                WriteWatchdog.Watched out = watchdog.watch(pair.server());
                Background<Void> server = Background.run("server", () -> writeForEver(out))) {

            assertThatThrownBy(server::await).isInstanceOf(IOException.class);

            assertThat(out.isDropped()).isTrue();
            assertThat(pair.server().isClosed()).isTrue();
            assertThat(watchdog.reason()).isEqualTo("it took next to nothing for 0.1 s");
        }
    }

    @Test
    void a_viewer_to_whom_nothing_is_written_is_not_dropped() throws Exception {
        try (WriteWatchdog watchdog = new WriteWatchdog(Duration.ofMillis(50));
                SocketPair idle = SocketPair.open(); SocketPair stalled = SocketPair.open();
                WriteWatchdog.Watched toIdle = watchdog.watch(idle.server());
                WriteWatchdog.Watched toStalled = watchdog.watch(stalled.server())) {
            toIdle.write(1);
            assertThatThrownBy(() -> writeForEver(toStalled)).isInstanceOf(IOException.class); // meanwhile time passes
            toIdle.write(2);

            assertThat(toIdle.isDropped()).isFalse();
            assertThat(idle.client().getInputStream().readNBytes(2)).containsExactly(1, 2);
        }
    }

    @Test
    void the_end_of_the_watch_leaves_the_socket_open() throws Exception {
        try (WriteWatchdog watchdog = new WriteWatchdog(Duration.ofSeconds(10)); SocketPair pair = SocketPair.open()) {
            watchdog.watch(pair.server()).close();

            pair.server().getOutputStream().write(1);
            assertThat(pair.client().getInputStream().read()).isEqualTo(1);
        }
    }

    private static void writeForEver(WriteWatchdog.Watched out) throws IOException {
        byte[] frame = new byte[200_000];
        while (true) {
            out.write(frame);
        }
    }
}
