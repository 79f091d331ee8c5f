package framebyframe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import framebyframe.sockets.Listener;
import framebyframe.testing.Background;
import framebyframe.testing.Caller;
import framebyframe.testing.Eventually;
import framebyframe.testing.LockWatch;
import framebyframe.testing.RunningServer;
import framebyframe.testing.ScriptedHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(34)
@DisplayName("3.4 the accept loop")
class Exercise34TheAcceptLoopTest {

    private final ScriptedHandler handler = new ScriptedHandler();

    @Test
    @Order(1)
    void a_viewer_is_served_and_its_connection_closed_afterwards() throws Exception {
        try (RunningServer server = RunningServer.start(8, handler)) {
            Caller anna = server.connect("anna").isServed("accept() her, and call handler.serve with her socket");
            anna.leaves().isHungUp("serve() has returned, so nobody needs the socket any more; close it, or the viewer "
                    + "waits for frames for ever");
        }
    }

    @Test
    @Order(2)
    void one_viewer_after_the_other_is_accepted() throws Exception {
        try (RunningServer server = RunningServer.start(8, handler)) {
            Caller anna = server.connect("anna").isServed("she is the first viewer");
            anna.leaves().isHungUp("serve() has returned");
            server.connect("ben").isServed("anna has come and gone, and close() was not called: run() goes back to "
                    + "accept() after each viewer, in a loop");
        }
    }

    @Test
    @Order(3)
    void the_second_viewer_does_not_wait_for_the_first() throws Exception {
        try (RunningServer server = RunningServer.start(8, handler)) {
            Caller anna = server.connect("anna").isServed("she is the first viewer");
            Caller ben = server.connect("ben").isServed("anna is still watching, and serve() returns only when she "
                    + "leaves. If run() calls it itself, nobody accepts ben: serve each viewer in a thread of its own. "
                    + "If you do: does anna's thread hold a lock while serve() runs, and ben's wait for it? A "
                    + "synchronized method keeps it from its first line to its last");
            ben.isAnswered("he is served beside anna");
            anna.isAnswered("she is still served after ben has come");
        }
    }

    @Test
    @Order(4)
    void as_many_viewers_as_the_limit_allows_are_served_at_once() throws Exception {
        try (RunningServer server = RunningServer.start(5, handler)) {
            for (int i = 1; i <= 5; i++) {
                server.connect("viewer " + i + " of 5").isServed("5 viewers may watch at once");
            }
            try (RunningServer other = RunningServer.start(1, new ScriptedHandler())) {
                other.connect("anna").isServed("she is the first viewer of another server, in the same program: what "
                        + "is static belongs to both of them");
            }
        }
    }

    @Test
    @Order(5)
    void one_too_many_is_refused() throws Exception {
        try (RunningServer server = RunningServer.start(2, handler)) {
            server.connect("anna").isServed("2 may watch, and she is the first");
            Caller ben = server.connect("ben").isServed("2 may watch, and he is the second");
            Caller carla = server.connect("carla").isRefused("2 may watch, and she is the third: call handler.refuse, "
                    + "which tells her. Without a limit, every stranger who connects costs a thread");
            carla.isHungUp("refuse() has returned, so close it; a viewer that is left hanging cannot try again");
            ben.isAnswered("he is watching already, and it does not concern him that carla found no room");
            for (int i = 1; i <= 3; i++) {
                server.connect("stranger " + i).isRefused("anna and ben are still watching. Carla was never served, so "
                        + "her end makes no room: count down for those only for whom you have counted up")
                        .isHungUp("refuse() has returned");
            }
        }
    }

    @Test
    @Order(6)
    void who_leaves_makes_room_for_another() throws Exception {
        try (RunningServer server = RunningServer.start(1, handler)) {
            Caller anna = server.connect("anna").isServed("1 may watch, and she is the first");
            server.connect("ben").isRefused("1 may watch, and anna does");
            anna.leaves().isHungUp("serve() has returned");
            assertThat(server.servesSomebodySoon()).withFailMessage("nobody new is served, although anna has left and "
                    + "1 may watch. Count the viewers that are there now, not all that ever came. If you do: does "
                    + "anna's thread wait for a lock that run() holds while it waits in accept()?").isTrue();
        }
    }

    @Test
    @Order(7)
    void a_viewer_that_is_being_refused_holds_up_nobody() throws Exception {
        try (RunningServer server = RunningServer.start(1, handler.refusingSlowly())) {
            Caller anna = server.connect("anna").isServed("1 may watch, and she is the first");
            server.connect("ben").isRefused("1 may watch, and anna does");
            server.connect("carla").isRefused("refuse() is not done with ben, whose connection is slow. If run() calls "
                    + "it itself, nobody is accepted meanwhile: a thread of its own for that too");
            anna.leaves().isHungUp("serve() has returned");
            assertThat(server.servesSomebodySoon()).withFailMessage("nobody new is served, although anna has left and "
                    + "1 may watch: refuse() is not done with ben and carla, whose connections are slow. Count those "
                    + "who watch; who is being refused takes no place. If you do: does anna's thread wait for a lock "
                    + "that run() holds while it waits in accept()?").isTrue();
        }
    }

    @Test
    @Order(8)
    void a_broken_connection_ends_only_its_own_viewer() throws Exception {
        try (RunningServer server = RunningServer.start(2, handler)) {
            Caller anna = server.connect("anna").isServed("she is the first");
            Caller ben = server.connect("ben").isServed("he is the second");
            ben.breaks().isHungUp("serve() threw an IOException; the socket has to be closed on that path as well");
            anna.isAnswered("ben's connection broke, not hers");
            assertThat(server.servesSomebodySoon()).withFailMessage("nobody new is served in ben's place: an "
                    + "IOException of serve() ends one viewer, not the accept loop, and makes room like any other "
                    + "end").isTrue();
        }
    }

    @Test
    @Order(9)
    void a_mistake_in_the_handler_ends_only_its_own_viewer() throws Exception {
        try (RunningServer server = RunningServer.start(2, handler)) {
            Caller anna = server.connect("anna").isServed("she is the first");
            Caller ben = server.connect("ben").isServed("he is the second");
            ben.meetsAMistake().isHungUp("serve() threw a RuntimeException; close the socket whatever serve() throws");
            assertThat(Eventually.holds(() -> handler.mistake() != null)).withFailMessage("the IllegalStateException "
                    + "that serve() threw must come out of ben's thread, where Java prints it, and it did not. It is a "
                    + "mistake in the program, which nobody finds if it is caught: catch IOException only. If you do: "
                    + "does ben's thread wait for a lock that run() holds while it waits in accept()?").isTrue();
            anna.isAnswered("what went wrong, went wrong for ben");
            assertThat(server.servesSomebodySoon()).withFailMessage("nobody new is served in ben's place: whatever "
                    + "serve() throws ends one viewer, and makes room like any other end; which block runs on every "
                    + "path?").isTrue();
        }
    }

    @Test
    @Order(10)
    void close_ends_run() throws Exception {
        try (RunningServer server = RunningServer.start(8, handler)) {
            server.stop();
            Throwable end = catchThrowable(server.run()::await);
            assertThat(end).as("what ended run() after close(): it returns, and throws nothing. Closing the listening "
                    + "socket is what wakes accept(), with a SocketException; that one is the end, if the socket is "
                    + "closed").isNull();
            assertThat(catchThrowable(server.server()::close)).as("what a second close() threw: nothing, as "
                    + "everything is closed already").isNull();
        }
        ViewerServer early = new ViewerServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), 8, handler);
        early.close();
        Background<Void> late = Background.run("ViewerServer.run()", early::run);
        assertThat(catchThrowable(late::await)).as("what ended the run() of a server that had been closed before: it "
                + "returns at once, and throws nothing").isNull();
    }

    @Test
    @Order(11)
    void an_accept_that_fails_is_not_taken_for_the_end() throws Exception {
        try (RunningServer server = RunningServer.start(8, handler)) {
            server.failNextAccept("Too many open files");
            Throwable end = catchThrowable(server.run()::await);
            assertThat(end).withFailMessage("nothing came out of run(), though accept() had failed and nobody had "
                    + "called close(). A server that goes away without a word helps nobody: let the failure out, "
                    + "unless the socket is closed").isNotNull();
            assertThat(end).as("what came out of run(), when accept() had failed and nobody had called close(): "
                    + "accept()'s own IOException. A server that tries again for ever helps nobody")
                    .isInstanceOf(IOException.class).hasMessage("Too many open files");
        }
    }

    @Test
    @Order(12)
    void close_hangs_up_on_every_viewer() throws Exception {
        try (RunningServer server = RunningServer.start(8, handler)) {
            Caller anna = server.connect("anna").isServed("she is the first");
            Caller ben = server.connect("ben").isServed("he is the second");
            server.stop();
            anna.isHungUp("close() was called. Her thread waits for her inside serve(): only closing her socket "
                    + "wakes it");
            ben.isHungUp("close() was called; keep a list of all the sockets that are being served");
        }
    }

    @Test
    @Order(13)
    void close_hangs_up_on_whoever_is_being_refused_as_well() throws Exception {
        try (RunningServer server = RunningServer.start(1, handler.refusingSlowly())) {
            server.connect("anna").isServed("1 may watch, and she is the first");
            Caller ben = server.connect("ben").isRefused("1 may watch, and anna does");
            Background<Void> stop = server.beginToStop();
            ben.isHungUp("close() was called while refuse() was not done with him: his connection is slow, and he has "
                    + "a thread and a socket like any viewer. Keep a list of all that were accepted, not only of "
                    + "those that are served");
            handler.goOn();
            RunningServer.awaitEnd(stop);
        }
    }

    @Test
    @Order(14)
    void close_returns_when_the_viewers_threads_have_ended() throws Exception {
        try (RunningServer server = RunningServer.start(8, handler.endingSlowly())) {
            server.connect("anna").isServed("she is the first");
            server.connect("ben").isServed("he is the second");
            Background<Void> stop = server.beginToStop();
            assertThat(RunningServer.endsSoon(stop)).withFailMessage("close() has returned, but threads still serve "
                    + "anna and ben: they may use what the program puts away next, the camera, say. Wait for each of "
                    + "them (Thread.join)").isFalse();
            handler.letEnd(1);
            assertThat(RunningServer.endsSoon(stop)).withFailMessage("close() has returned, but a thread still "
                    + "serves anna; only ben's has ended. Wait for each of them").isFalse();
            handler.letEnd(0);
            RunningServer.awaitEnd(stop);
            assertThat(handler.ended()).as("how many viewers' serve() had ended when close() returned").isEqualTo(2);
        }
    }

    @Test
    @Order(15)
    void an_interrupt_ends_the_wait_of_close_and_is_not_forgotten() throws Exception {
        try (RunningServer server = RunningServer.start(8, handler.endingSlowly())) {
            server.connect("anna").isServed("she is the first");
            try (Background<Boolean> stop = server.beginToStopAndInterrupt()) {
                assertThat(Eventually.holds(stop::isDone)).withFailMessage("the thread that called close() was "
                        + "interrupted, and goes on waiting for anna's: somebody wants it to end, so after join()'s "
                        + "InterruptedException return").isTrue();
                assertThat(stop.await()).withFailMessage("the thread that called close() was interrupted while it "
                        + "waited for anna's, and nobody can see that any more: join() forgets it when it throws the "
                        + "InterruptedException. Call Thread.currentThread().interrupt(), and return").isTrue();
            }
        }
    }

    @Test
    @Order(16)
    void close_leaves_no_thread_and_no_port_behind() throws Exception {
        try (RunningServer server = RunningServer.start(1, handler)) {
            server.connect("anna").isServed("1 may watch, and she is the first");
            server.connect("ben").isRefused("1 may watch, and anna does");
            server.stop();
            assertThat(server.threadsLeftBehind()).as("threads that still run after close(): a program ends when the "
                    + "last of its threads does").isEmpty();
            try (ServerSocket next = new ServerSocket()) {
                Listener.listen(next, new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
                assertThat(next.isBound()).as("the port can be used again after close()").isTrue();
            } catch (BindException e) {
                throw new AssertionError("somebody still listens at the port after close(): the next server cannot "
                        + "start there. close() closes the listening socket as well, which also wakes accept()", e);
            }
        }
    }

    @Test
    @Order(17)
    void a_viewer_that_comes_at_the_last_moment_is_not_left_behind() throws Exception {
        try (RunningServer server = RunningServer.whoseViewersComeLate()) {
            Background<Void> stop = server.stopWhileAViewerComes();
            assertThat(server.lateViewerIsClosed()).withFailMessage("the socket that accept() returned while close() "
                    + "was at work is still open: close() could not see it yet, so look once more, before you serve "
                    + "it, whether listening is closed. The same lock must hold both, this and what close() "
                    + "does").isTrue();
            RunningServer.awaitEnd(stop);
            server.run().await();
        }
    }

    @Test
    @Order(18)
    void nothing_comes_between_the_look_whether_it_is_closed_and_the_list() throws Exception {
        try (RunningServer server = RunningServer.start(8, handler)) {
            Background<Void> stop = server.stopBetweenLookAndServe();
            assertThat(server.lateViewerIsClosed()).withFailMessage("a viewer is left behind after close(): run() "
                    + "asked whether listening is closed (no), then another thread called close(), which found nobody "
                    + "to hang up on, and then run() put the viewer into its list. Your fields are used by several "
                    + "threads at once: the look and the list belong in one synchronized method (or block), and "
                    + "what close() does with them under the same lock").isTrue();
            RunningServer.awaitEnd(stop);
            server.run().await();
        }
    }

    @Test
    @Order(19)
    void every_use_of_a_field_is_inside_the_lock() throws Exception {
        LockWatch watch = new LockWatch(ViewerServer.class);
        try (RunningServer server = RunningServer.watched(watch, 1, handler)) {
            Caller anna = server.connect("anna").isServed("1 may watch, and she is the first");
            server.connect("ben").isRefused("1 may watch, and anna does");
            anna.leaves().isHungUp("serve() has returned");
            server.servesSomebodySoon();
            server.stop();
        }
        assertThat(watch.unlockedUses()).as("places where your code uses a field of ViewerServer, and its thread does "
                + "not hold the lock that keeps the others out. Nine times of ten nobody comes in between; the tenth "
                + "time two threads count at once, and a place stays taken for ever, or a list breaks. Put each of "
                + "them into a synchronized block, all with the same lock").isEmpty();
    }

    @Test
    @Order(20)
    void who_has_left_is_forgotten() throws Exception {
        int viewers = 20;
        try (RunningServer server = RunningServer.start(viewers, handler)) {
            for (int i = 1; i <= viewers; i++) {
                Caller caller = server.connect("viewer " + i).isServed("everybody before has left");
                caller.leaves().isHungUp("serve() has returned");
            }
            boolean forgotten = Eventually.holds(() -> server.fieldsThatHold(viewers / 2).isEmpty()
                    && server.socketsThatAreKept() < viewers / 2);
            assertThat(forgotten).withFailMessage("%d viewers came and left, and your server still keeps %d of their "
                    + "sockets, and something for each of them in these fields: %s. A server that runs for months "
                    + "fills the memory with it. Take a viewer out where its thread ends, on every path. If you do: "
                    + "does that thread wait for a lock that run() holds while it waits in accept()?", viewers,
                    server.socketsThatAreKept(), server.fieldsThatHold(viewers / 2)).isTrue();
        }
    }
}
