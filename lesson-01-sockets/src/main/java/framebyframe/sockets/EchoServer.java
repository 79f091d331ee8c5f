package framebyframe.sockets;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.function.Consumer;

/**
 * Exercise 1.5: the accept loop. Serves one client after the other until {@link #close()}.
 *
 * <p>The article: {@code while True: client_socket, addr = server_socket.accept()}.
 */
public final class EchoServer implements Closeable {

    final ServerSocket listening;
    final Consumer<String> log;

    /**
     * @param listening a socket that listens already; {@link #close()} closes it
     * @param log takes one line for each client, "GOT CONNECTION FROM: " and its address with the port, as
     *     {@code Socket.getRemoteSocketAddress()} prints it; and another line with the same address for each client
     *     that went wrong
     */
    public EchoServer(ServerSocket listening, Consumer<String> log) {
        this.listening = listening;
        this.log = log;
    }

    /**
     * Accepts clients and echoes what they send. A client that breaks its connection ends only its own.
     *
     * @throws IOException if accepting fails for any reason but {@link #close()}
     */
    public void run() throws IOException {
        throw new UnsupportedOperationException("Exercise 1.5: accept a client, log it, let Echo.answer serve it, and"
                + " accept the next one, whatever became of it; until close() is called.");
    }

    /** Ends {@link #run()}, from another thread: closes the listening socket and the client that is being served. */
    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException("Exercise 1.5: end run(), which waits in accept() or serves a client:"
                + " see what ServerSocket.close() and Socket.close() do to a thread that waits in them.");
    }
}
