// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.server;

import java.io.IOException;

/** Where encoded frames go: to one viewer's connection, or into the mailboxes of many. */
@FunctionalInterface
public interface FrameSink {

    /**
     * Takes one frame.
     *
     * @param payload the encoded frame
     * @throws IOException if nobody is there to take it any more; the stream then ends
     */
    void accept(byte[] payload) throws IOException;
}
