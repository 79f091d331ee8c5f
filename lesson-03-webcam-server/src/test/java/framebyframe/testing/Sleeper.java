package framebyframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks that code which has nothing to do sleeps. */
public final class Sleeper {

    private Sleeper() {
    }

    /**
     * Waits until the work has fallen asleep: for as long as it takes, until somebody wakes it.
     *
     * @param work must not end
     * @param what the work, for the message
     */
    public static void check(Background<?> work, String what) throws Exception {
        boolean asleep = Eventually.holds(() -> work.isDone() || work.thread().getState() == Thread.State.WAITING);
        if (work.isDone()) {
            throw new AssertionError(what + " must wait, but it returned: " + work.await());
        }
        assertThat(asleep).as("%s must sleep until it is woken; but its thread is %s. RUNNABLE or BLOCKED: it asks "
                + "again and again and keeps a processor busy; TIMED_WAITING: it wakes again and again for "
                + "nothing, and after a sleep() every frame is late by part of it. Object.wait() sleeps until "
                + "notifyAll(), and lets others in meanwhile", what,
                work.thread().getState()).isTrue();
    }
}
