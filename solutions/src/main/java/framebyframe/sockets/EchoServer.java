package framebyframe.sockets;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.Consumer;

/**
 * Exercise 1.5: the accept loop. Serves one client after the other until {@link #close()}.
 *
 * <p>The article: {@code while True: client_socket, addr = server_socket.accept()}.
 */
public final class EchoServer implements Closeable {

    private final ServerSocket listening;
    private final Consumer<String> log;
    private Socket client;

    /**
     * @param listening a socket that listens already; {@link #close()} closes it
     * @param log takes one line for each client, and one for each client that went wrong
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
        while (true) {
            Socket next;
            try {
                next = listening.accept();
            } catch (SocketException e) {
                if (listening.isClosed()) {
                    return; // close() was called: nothing else ends a waiting accept()
                }
                throw e;
            }
            serve(next);
        }
    }

    private void serve(Socket next) throws IOException {
        String name = next.getRemoteSocketAddress().toString();
        log.accept("GOT CONNECTION FROM: " + name);
        synchronized (this) {
            client = next;
            if (listening.isClosed()) {
                next.close(); // close() came between accept() and here, and did not see this client
            }
        }
        try {
            log.accept("echoed " + Echo.answer(next) + " bytes to " + name);
        } catch (IOException e) {
            log.accept("lost " + name + ": " + e.getMessage());
        }
    }

    /** Ends {@link #run()}: closes the listening socket and the client that is being served. */
    @Override
    public synchronized void close() throws IOException {
        listening.close();
        if (client != null) {
            client.close();
        }
    }
}
