package framebyframe.client;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * Exercise 4.1: where a server is, as a user writes it, and the connection to it.
 *
 * <p>The article: {@code host_ip = '192.168.1.20'  # paste your server ip address here}.
 *
 * <p>A user writes {@code 192.168.1.20} or {@code 192.168.1.20:9999}.
 *
 * @param host a name or an IPv4 address
 * @param port 1 to 65535
 */
public record ServerAddress(String host, int port) {

    /**
     * Reads what the user wrote.
     *
     * @param text {@code HOST} or {@code HOST:PORT}, with one colon at most; spaces around it need not be cut off
     * @param defaultPort used where the text names none
     * @throws IllegalArgumentException with a sentence for the user, if the host is missing or the port is not a
     *     number from 1 to 65535; it says whether the host or the port is wrong, and quotes the port as it was written
     */
    public static ServerAddress parse(String text, int defaultPort) {
        throw new UnsupportedOperationException("Exercise 4.1: split what the user wrote into a host and a port,"
                + " and say in a sentence what is wrong with it; read this method's Javadoc");
    }

    /**
     * Connects to the server.
     *
     * @param timeout how long to wait for its answer, 1 ms or more
     * @return the connected socket, which the caller closes
     * @throws IOException with a sentence for the user that names host and port, if there is no connection; no socket
     *     stays open then
     */
    public Socket connect(Duration timeout) throws IOException {
        throw new UnsupportedOperationException("Exercise 4.1: connect to host and port within the time limit;"
                + " read framebyframe.sockets.Connector, which lesson 1 built");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
