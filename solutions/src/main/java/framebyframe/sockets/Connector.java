package framebyframe.sockets;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
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
     * @throws IOException with the sentence of {@link #explain} if there is no connection; no socket stays open
     */
    public static Socket connect(String host, int port, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(SocketAddresses.of(host, port), Math.toIntExact(timeout.toMillis()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new IOException(explain(e, host, port), e);
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Turns what {@link Socket#connect} threw into a sentence for the user: what happened, and what to do.
     *
     * @param e the exception
     * @param host where the connection was to go
     * @param port where the connection was to go
     */
    public static String explain(IOException e, String host, int port) {
        String where = host + ":" + port;
        boolean timedOut = e instanceof SocketTimeoutException || String.valueOf(e.getMessage()).contains("timed out");
        if (e instanceof UnknownHostException) {
            return "unknown host " + host + ": no IPv4 address goes by this name; check the spelling";
        }
        if (timedOut) {
            return "no answer from " + where + " in time: check the address, and the firewall of that machine";
        }
        if (e instanceof ConnectException) {
            return where + " refused the connection: no program listens there; start the server, or check the port";
        }
        if (String.valueOf(e.getMessage()).contains("reset")) {
            return where + " broke off the connection at once: check that the program you want listens there";
        }
        return where + " is unreachable: no network leads there; check the address and your network";
    }
}
