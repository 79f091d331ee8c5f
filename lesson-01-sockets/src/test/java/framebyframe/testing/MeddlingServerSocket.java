package framebyframe.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A server socket that lets something happen in another thread while the code under test, after an accept, asks
 * whether it is closed: what may come between two statements at any moment comes just then.
 */
public final class MeddlingServerSocket extends ServerSocket {

    private static final StackWalker CALLER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Class<?> code;
    private final Background.Action action;
    private volatile boolean accepted;
    private volatile boolean meddled;

    /**
     * Listens at a free port of this machine.
     *
     * @param code whose question it waits for
     * @param action what happens then, once
     */
    public MeddlingServerSocket(Class<?> code, Background.Action action) throws IOException {
        super(0, 5, InetAddress.getLoopbackAddress());
        this.code = code;
        this.action = action;
    }

    /** True if the question has come. */
    public boolean hasMeddled() {
        return meddled;
    }

    @Override
    public Socket accept() throws IOException {
        Socket client = super.accept();
        accepted = true;
        return client;
    }

    /** Answers what was true before the action, which has ended, or waits for a lock, when this returns. */
    @Override
    public boolean isClosed() {
        boolean closed = super.isClosed();
        if (!closed && accepted && !meddled && CALLER.getCallerClass() == code) {
            meddled = true;
            Thread other = Background.run("another thread", action).thread();
            long patience = System.nanoTime() + Patience.LIMIT.toNanos() / 2;
            while (other.isAlive() && !isWaiting(other) && System.nanoTime() < patience) {
                Thread.onSpinWait();
            }
        }
        return closed;
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.BLOCKED || thread.getState() == Thread.State.WAITING;
    }
}
