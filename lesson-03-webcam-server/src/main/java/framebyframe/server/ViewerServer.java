package framebyframe.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;

/**
 * Exercise 3.4: the accept loop, for many viewers at once: the second does not wait for the first.
 *
 * <p>The article: {@code while True: client_socket, addr = server_socket.accept()}, where the first client's loop
 * never ends and nobody else is served.
 */
public final class ViewerServer implements Closeable {

    private final ServerSocket listening;
    private final int maxViewers;
    private final ViewerHandler handler;

    /**
     * @param listening a socket that listens already; {@link #close()} closes it
     * @param maxViewers how many viewers are served at once, 1 or more; who comes beyond is refused, and takes no
     *     place while he is
     * @param handler serves them, or refuses them; each call may take as long as the viewer likes
     */
    public ViewerServer(ServerSocket listening, int maxViewers, ViewerHandler handler) {
        this.listening = listening;
        this.maxViewers = maxViewers;
        this.handler = handler;
    }

    /**
     * Accepts viewers and lets the handler serve, or refuse, each in a thread of its own, until {@link #close()}. A
     * viewer's connection is closed when the handler is done with it, well or badly. An exception of the handler
     * ends that viewer only: an {@code IOException} says that the viewer has left; any other is a mistake in the
     * program, and comes out of the viewer's thread, where Java prints it.
     *
     * @throws IOException if accepting fails for any reason but {@link #close()}
     */
    public void run() throws IOException {
        throw new UnsupportedOperationException("Exercise 3.4: accept viewers at " + listening + ", and let " + handler
                + " serve up to " + maxViewers + " at once and refuse the others; see this lesson's README, 3.4");
    }

    /**
     * Stops accepting, closes every viewer's connection, and returns when their threads have ended (a thread that
     * does not end is waited for 5 seconds). A viewer that was accepted at the last moment is closed, not served. A
     * second call does nothing. A thread that is interrupted while it waits here stays interrupted, and waits no
     * longer.
     */
    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException("Exercise 3.4: end run() and every viewer's thread, and leave nothing "
                + "behind; see this lesson's README, 3.4");
    }
}
