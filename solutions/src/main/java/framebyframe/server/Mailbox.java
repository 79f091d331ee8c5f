package framebyframe.server;

import java.util.Optional;

/**
 * Exercise 3.5: holds one frame for one viewer, always the newest. The camera's thread puts frames in and never
 * waits; the viewer's thread takes them out as fast as its connection allows.
 *
 * <pre>
 *   put(1)  put(2)  put(3)     take()  ->  3       two frames were replaced before anybody took them
 * </pre>
 */
public final class Mailbox {

    private byte[] newest;
    private boolean closed;
    private long replaced;

    /**
     * Puts a frame in, in place of one that was not taken. Never waits. After {@link #close()} it does nothing.
     *
     * @param payload the encoded frame
     */
    public synchronized void put(byte[] payload) {
        if (closed) {
            return;
        }
        if (newest != null) {
            replaced++;
        }
        newest = payload;
        notifyAll();
    }

    /**
     * Takes the newest frame out, and waits for one if there is none.
     *
     * @return the frame; empty after {@link #close()}, once the last frame has been taken
     * @throws InterruptedException if the thread is interrupted while it waits; leave it in the signature, as
     *     {@link Broadcast} catches it
     */
    public synchronized Optional<byte[]> take() throws InterruptedException {
        while (newest == null && !closed) {
            wait();
        }
        Optional<byte[]> taken = Optional.ofNullable(newest);
        newest = null;
        return taken;
    }

    /** No more frames will come; whoever waits in {@link #take()} is woken. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** How many frames were replaced by a newer one before they were taken. */
    public synchronized long replaced() {
        return replaced;
    }
}
