package framebyframe.server;

import java.net.SocketAddress;

/** Is told what happens in a {@link Broadcast}. Called by several threads at once. */
public interface ServerEvents {

    /** A viewer has connected and will be served. */
    void arrived(SocketAddress viewer);

    /** A viewer has connected and found no room. */
    void refused(SocketAddress viewer);

    /**
     * A viewer is served no longer.
     *
     * @param sent how many frames it was sent
     * @param skipped how many frames it was too slow for
     * @param reason why it ended, for people to read
     */
    void left(SocketAddress viewer, long sent, long skipped, String reason);

    /** The source has no more frames. */
    void sourceEnded();

    /**
     * The source could not be opened, or failed; it is tried again when the next viewer comes.
     *
     * @param reason a sentence for the user
     */
    void sourceFailed(String reason);
}
