package framebyframe.client;

import framebyframe.sockets.Connector;
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
     * @param text {@code HOST} or {@code HOST:PORT}
     * @param defaultPort used where the text names none
     * @throws IllegalArgumentException with a sentence for the user, if the host is missing or the port is not a
     *     number from 1 to 65535
     */
    public static ServerAddress parse(String text, int defaultPort) {
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? String.valueOf(defaultPort) : text.substring(colon + 1);
        if (host.isBlank()) {
            throw new IllegalArgumentException("\"" + text + "\" names no host; write it as 192.168.1.20:9999");
        }
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException("\"" + port + "\" is not a port to connect to; ports are 1 to 65535");
        }
        return new ServerAddress(host, Integer.parseInt(port));
    }

    /**
     * Connects to the server.
     *
     * @param timeout how long to wait for its answer, 1 ms or more
     * @return the connected socket, which the caller closes
     * @throws IOException with a sentence for the user, if there is no connection
     */
    public Socket connect(Duration timeout) throws IOException {
        return Connector.connect(host, port, timeout);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
