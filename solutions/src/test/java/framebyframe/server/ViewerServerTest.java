package framebyframe.server;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Until;
import framebyframe.testing.Caller;
import framebyframe.testing.RunningServer;
import framebyframe.testing.ScriptedHandler;
import org.junit.jupiter.api.Test;

/** What the finished server does beyond the exercise's tests. */
class ViewerServerTest {

    private final ScriptedHandler handler = new ScriptedHandler().refusingSlowly();

    @Test
    void a_viewer_that_is_being_refused_takes_nobodys_place() throws Exception {
        try (RunningServer server = RunningServer.start(1, handler)) {
            Caller anna = server.connect("anna").isServed("1 may watch, and she is the first");
            server.connect("ben").isRefused("1 may watch, and anna does");
            anna.leaves().isHungUp("serve() has returned");

            Until.holds("there is room", () -> server.connect("carla").fate().equals("served"));
        }
    }

    @Test
    void a_crowd_that_is_being_refused_does_not_grow_without_end() throws Exception {
        try (RunningServer server = RunningServer.start(1, handler)) {
            Caller anna = server.connect("anna").isServed("1 may watch, and she is the first");
            for (int i = 1; i <= 64; i++) {
                server.connect("stranger " + i).isRefused("1 may watch, and anna does");
            }

            assertThat(server.connect("stranger 65").fate()).isEqualTo("closed");
            anna.isAnswered("she is served all the time");
            anna.leaves().isHungUp("serve() has returned");
            Until.holds("there is room, however many are being refused",
                    () -> server.connect("ben").fate().equals("served"));
            handler.goOn();
            Until.holds("strangers are refused again", () -> server.connect("a stranger").fate().equals("refused"));
        }
    }
}
