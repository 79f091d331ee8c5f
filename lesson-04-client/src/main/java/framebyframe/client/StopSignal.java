// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.client;

/** Remembers that the user wants to stop, and does what is to be done then, once. Safe for use by several threads. */
public final class StopSignal {

    private boolean stopped;
    private Runnable action = () -> { };

    /** The user wants to stop; does nothing the second time. */
    public void stop() {
        Runnable due;
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
            due = action;
        }
        due.run(); // outside the lock: the action may take its time
    }

    /** True once {@link #stop()} was called. */
    public synchronized boolean isStopped() {
        return stopped;
    }

    /** Registers what to do when the user stops; done at once if that has happened already. */
    public void onStop(Runnable newAction) {
        synchronized (this) {
            action = newAction;
            if (!stopped) {
                return;
            }
        }
        newAction.run();
    }
}
