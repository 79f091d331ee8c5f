// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.server;

import java.io.IOException;
import java.net.Socket;

/** What a {@link ViewerServer} does with its viewers. Called by several threads at once. */
public interface ViewerHandler {

    /**
     * Serves one viewer to the end, in a thread of its own.
     *
     * @param viewer the connection; the caller closes it afterwards
     * @throws IOException if the viewer has left, or its connection broke
     */
    void serve(Socket viewer) throws IOException;

    /**
     * Tells a viewer that there is no room.
     *
     * @param viewer the connection; the caller closes it afterwards
     * @throws IOException if the viewer has left
     */
    void refuse(Socket viewer) throws IOException;
}
