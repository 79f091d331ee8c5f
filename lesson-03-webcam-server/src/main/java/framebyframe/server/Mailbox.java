package framebyframe.server;

import java.util.Optional;

/**
 * Exercise 3.5: holds one frame for one viewer, always the newest. The camera's thread puts frames in and never
 * waits; the viewer's thread takes them out as fast as its connection allows.
 *
 * <pre>
 *   put(1)  put(2)  put(3)     take()  ->  3       two frames were replaced before anybody took them
 * </pre>
 *
 * <p>All four methods are called by several threads at once.
 */
public final class Mailbox {

    /**
     * Puts a frame in, in place of one that was not taken. Never waits. After {@link #close()} it does nothing.
     *
     * @param payload the encoded frame
     */
    public void put(byte[] payload) {
        throw new UnsupportedOperationException("Exercise 3.5: keep this frame, in place of the one that nobody took; "
                + "see this lesson's README, 3.5");
    }

    /**
     * Takes the newest frame out, and waits for one if there is none.
     *
     * @return the frame, as {@link Optional#of}; {@link Optional#empty} after {@link #close()}, once the last frame has
     *     been taken
     * @throws InterruptedException if the thread is interrupted while it waits; leave it in the signature, as
     *     {@link Broadcast} catches it
     */
    public Optional<byte[]> take() throws InterruptedException {
        throw new UnsupportedOperationException("Exercise 3.5: wait for a frame without keeping the processor busy, "
                + "and take it out; see this lesson's README, 3.5");
    }

    /** No more frames will come; whoever waits in {@link #take()} is woken. */
    public void close() {
        throw new UnsupportedOperationException("Exercise 3.5: say that no more frames will come, and wake whoever "
                + "waits for one; see this lesson's README, 3.5");
    }

    /** How many frames were replaced by a newer one before they were taken. */
    public long replaced() {
        throw new UnsupportedOperationException("Exercise 3.5: count the frames that nobody took in time; "
                + "see this lesson's README, 3.5");
    }
}
