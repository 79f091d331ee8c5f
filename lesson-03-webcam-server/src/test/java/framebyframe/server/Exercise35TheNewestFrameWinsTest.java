package framebyframe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import framebyframe.testing.Background;
import framebyframe.testing.Eventually;
import framebyframe.testing.LiveBroadcast;
import framebyframe.testing.LockAdvice;
import framebyframe.testing.LockWatch;
import framebyframe.testing.Numbered;
import framebyframe.testing.OpenCvExtension;
import framebyframe.testing.Rush;
import framebyframe.testing.ScriptedViewer;
import framebyframe.testing.Sleeper;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(35)
@DisplayName("3.5 the newest frame wins")
@ExtendWith({OpenCvExtension.class, LockAdvice.class})
class Exercise35TheNewestFrameWinsTest {

    private final Mailbox mailbox = new Mailbox();

    private void put(int... numbers) {
        for (int number : numbers) {
            mailbox.put(Numbered.frame(number));
        }
    }

    private Background<String> taker() {
        return Background.call("Mailbox.take()", () -> Numbered.name(mailbox.take()));
    }

    private String take() throws Exception {
        return taker().await(); // in a thread of its own, so that a take() that waits for ever is seen
    }

    private static String woken(Background<String> viewer, String by) throws Exception {
        assertThat(Eventually.holds(viewer::isDone)).withFailMessage("the take() that was waiting must return after "
                + "%s, and goes on waiting: whoever changes what others wait for has to wake them, all of them "
                + "(notifyAll)", by).isTrue();
        return viewer.await();
    }

    @Test
    @Order(1)
    void what_is_put_in_is_taken_out() throws Exception {
        put(1);
        new Mailbox().put(Numbered.frame(9));
        assertThat(take()).as("what take() returns after put(1), and put(9) into another viewer's mailbox: what is "
                + "static belongs to all mailboxes at once").isEqualTo("frame 1");
        put(2);
        assertThat(take()).as("what take() returns after put(1), take(), put(2)").isEqualTo("frame 2");
    }

    @Test
    @Order(2)
    void put_waits_for_nobody() throws Exception {
        Background<Void> camera = Background.run("Mailbox.put()", () -> {
            for (int number = 0; number < 1000; number++) {
                put(number);
            }
        });
        assertThat(Eventually.holds(camera::isDone)).withFailMessage("1000 times put() must return at once, although "
                + "nobody takes anything, and one of them still waits. If it waits for room, one slow viewer holds up "
                + "the camera, and with it all the others: let the new frame replace the old one").isTrue();
        camera.await();
        assertThat(take()).as("what take() returns after 1000 times put(): one of the frames").startsWith("frame ");
    }

    @Test
    @Order(3)
    void the_newest_frame_wins() throws Exception {
        put(1, 2, 3);
        assertThat(take()).as("what take() returns after put(1), put(2), put(3): the newest. Whoever sends the "
                + "others first shows the past, and falls behind further with every frame").isEqualTo("frame 3");
    }

    @Test
    @Order(4)
    void take_sleeps_until_a_frame_comes() throws Exception {
        try (Background<String> viewer = taker()) {
            Sleeper.check(viewer, "take(), with nothing in the mailbox");
            Background.run("Mailbox.put()", () -> put(1)).await();
            assertThat(woken(viewer, "put(1)")).as("what take() returned, which was waiting when put(1) came")
                    .isEqualTo("frame 1");
        }
    }

    @Test
    @Order(5)
    void a_frame_is_taken_once() throws Exception {
        put(1);
        take();
        try (Background<String> viewer = taker()) {
            Sleeper.check(viewer, "take(), after the only frame was taken");
            put(2);
            assertThat(woken(viewer, "put(2)")).as("what the second take() returned: the same frame twice would be "
                    + "sent twice")
                    .isEqualTo("frame 2");
        }
    }

    @Test
    @Order(6)
    void a_wake_up_without_a_frame_is_not_a_frame() throws Exception {
        try (Background<String> viewer = taker()) {
            Sleeper.check(viewer, "take(), with nothing in the mailbox");
            synchronized (mailbox) {
                mailbox.notifyAll(); // Java may wake a thread for no reason as well: "spurious wakeup"
            }
            Sleeper.check(viewer, "take(), woken without a reason: whoever wakes from wait() has to look again whether "
                    + "there is a frame, in a loop, and go on waiting if not. It");
            put(1);
            assertThat(woken(viewer, "put(1)")).as("what take() returned").isEqualTo("frame 1");
        }
    }

    @Test
    @Order(7)
    void replaced_counts_the_frames_that_nobody_took() throws Exception {
        put(1, 2, 3);
        assertThat(mailbox.replaced()).as("replaced() after put(1), put(2), put(3): 1 and 2 gave way").isEqualTo(2);
        take();
        put(4);
        assertThat(mailbox.replaced()).as("replaced() after take() and put(4): frame 3 was taken, so 4 replaced "
                + "nothing")
                .isEqualTo(2);
        put(5);
        assertThat(mailbox.replaced()).as("replaced() after put(5): 4 gave way as well").isEqualTo(3);
    }

    @Test
    @Order(8)
    void close_wakes_whoever_waits() throws Exception {
        try (Background<String> one = taker(); Background<String> other = taker()) {
            Sleeper.check(one, "take(), with nothing in the mailbox");
            Sleeper.check(other, "take(), with nothing in the mailbox");
            mailbox.close();
            assertThat(List.of(woken(one, "close()"), woken(other, "close()"))).as("what two take() returned that "
                    + "were waiting when close() was called: no frame will come any more").containsOnly("empty");
        }
    }

    @Test
    @Order(9)
    void the_last_frame_is_not_lost_at_the_end() throws Exception {
        put(1);
        mailbox.close();
        assertThat(take()).as("the first take() after put(1), close(): the frame is still there").isEqualTo("frame 1");
        assertThat(take()).as("the second take(): now it is the end").isEqualTo("empty");
        put(2);
        assertThat(take()).as("take() after close(), put(2): what comes after the end is not taken in")
                .isEqualTo("empty");
        assertThat(mailbox.replaced()).as("replaced() after all that: no frame gave way to another").isZero();
    }

    @Test
    @Order(10)
    void an_interrupted_take_says_so() throws Exception {
        try (Background<String> viewer = taker()) {
            Sleeper.check(viewer, "take(), with nothing in the mailbox");
            viewer.thread().interrupt();
            String why = "its thread was interrupted: somebody wants it to end. wait() throws an InterruptedException "
                    + "then; do not catch it in take(), let it out (and leave \"throws InterruptedException\" there)";
            assertThat(Eventually.holds(viewer::isDone)).withFailMessage("take() goes on waiting, although " + why)
                    .isTrue();
            Throwable end = catchThrowable(viewer::await);
            assertThat(end).withFailMessage("take() should throw the InterruptedException, but "
                    + (end == null ? "returned as if all were well" : "threw " + end) + ", when " + why)
                    .isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    @Order(11)
    void every_use_of_a_field_is_inside_the_lock() throws Exception {
        Mailbox plain = new Mailbox();
        plain.put(Numbered.frame(1));
        assertThat(plain.take()).as("what take() returned after a put()").isPresent();
        LockWatch watch = new LockWatch(Mailbox.class).make();
        for (String method : List.of("put", "put", "take", "replaced", "put", "close", "take", "put")) {
            Object[] arguments = method.equals("put") ? new Object[] {Numbered.frame(1)} : new Object[0];
            Background.call("Mailbox." + method + "()", () -> watch.call(method, arguments)).await();
        }
        assertThat(watch.unlockedUses()).as("places where your code uses a field, and its thread does not hold the "
                + "lock that keeps the others out. Nine times of ten nobody comes in between, or sees what is half "
                + "done. From the first field to the last, also where one is only read: synchronized on the whole "
                + "method").isEmpty();
    }

    @Test
    @Order(12)
    void no_frame_is_lost_or_seen_twice_in_a_rush() throws Exception {
        Rush rush = Rush.through(Mailbox::new);
        String why = " when two threads put frames as fast as they can, and two others take them: a "
                + "thread may be stopped between any two of its steps, and find another world when it goes on, "
                + "unless a lock keeps the others out (synchronized, on every method that touches a field)";
        assertThat(rush.wentBack()).as("frames that were taken twice, or after a newer one," + why).isEmpty();
        long accounted = rush.taken() + rush.replaced();
        assertThat(accounted).withFailMessage("%d frames were put in; %d were taken and %d replaced, as replaced() "
                + "says: that is %d too %s," + why + ". Or does close() throw the last frame away?", rush.put(),
                rush.taken(), rush.replaced(), Math.abs(accounted - rush.put()),
                accounted < rush.put() ? "few" : "many").isEqualTo(rush.put());
    }

    @Test
    @Order(13)
    void a_stalled_viewer_delays_nobody() throws Exception {
        put(1); // fails at once where nothing is done yet
        try (LiveBroadcast live = new LiveBroadcast()) {
            ScriptedViewer stalled = live.join();
            long first = stalled.nextNumber(); // and then it reads nothing for a long time
            ScriptedViewer reader = live.join();
            long last = live.watch(reader, 60);
            assertThat(last).as("the number of the last of 60 frames that a viewer got beside one that reads nothing")
                    .isGreaterThanOrEqualTo(first + 59);
            assertThat(live.framesUntil(stalled, last)).as("how many frames the stalled viewer had to look at, when "
                    + "it read again, until it saw the present (frame %d): the few that were on their way, then the "
                    + "newest. All the others were to be replaced in its mailbox", last).isLessThan(30);
        }
    }
}
