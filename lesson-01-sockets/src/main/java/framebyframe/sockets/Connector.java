package framebyframe.sockets;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * Exercise 1.3: connect to a server, within a time limit, and say what went wrong if it fails.
 *
 * <p>The article: {@code client_socket.connect((host_ip, port))}, which may wait for minutes.
 */
public final class Connector {

    private Connector() {
    }

    /**
     * Connects to a server.
     *
     * @param host a name or an IPv4 address
     * @param port 1 to 65535; nobody listens at port 0
     * @param timeout how long to wait for the server's answer, 1 ms or more
     * @return the connected socket, which the caller closes
     * @throws IllegalArgumentException if the port is below 0 or above 65535
     * @throws IOException with the sentence of {@link #explain}, and what the system threw as its cause, if there is
     *     no connection; no socket stays open
     */
    public static Socket connect(String host, int port, Duration timeout) throws IOException {
        throw new UnsupportedOperationException("Exercise 1.3: make a socket, connect it within the time limit,"
                + " and if that fails throw an IOException with explain's sentence; see java.net.Socket.");
    }

    /**
     * Turns what {@link Socket#connect} threw into a sentence for the user: what happened, and what to do.
     *
     * <pre>
     *   UnknownHostException                       unknown host NAME: ...
     *   SocketTimeoutException, or any exception
     *     whose message contains "timed out"       no answer from HOST:PORT in time: ...
     *   another ConnectException                   HOST:PORT refused the connection: ...
     *   anything else                              HOST:PORT is unreachable: ...
     * </pre>
     *
     * @param e the exception
     * @param host where the connection was to go
     * @param port where the connection was to go
     */
    public static String explain(IOException e, String host, int port) {
        throw new UnsupportedOperationException("Exercise 1.3: say what happened, by the type of the exception and,"
                + " where that is not enough, by its message; the Javadoc above has the words.");
    }
}
