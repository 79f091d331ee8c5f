package framebyframe.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** What the finished connector says beyond the exercise's tests. */
class ConnectorTest {

    @Test
    void who_hangs_up_at_once_is_not_called_unreachable() {
        assertThat(Connector.explain(new SocketException("Connection reset"), "webcam", 9999))
                .startsWith("webcam:9999 broke off the connection at once: ");
    }
}
