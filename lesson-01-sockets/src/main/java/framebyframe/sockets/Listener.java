package framebyframe.sockets;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Exercise 1.2: take an address and listen there.
 *
 * <p>The article: {@code server_socket.bind(socket_address)} and {@code server_socket.listen(5)}; Java does both in
 * one call.
 */
public final class Listener {

    /**
     * The backlog: how many connections may wait for {@code accept()}; to the system this is a hint. The article's
     * number.
     */
    public static final int BACKLOG = 5;

    private Listener() {
    }

    /**
     * Binds the socket to the address and starts to listen.
     *
     * <p>A server that is started again within a minute or so finds old connections still fading out in the system
     * (their state is called TIME_WAIT, RFC 9293 section 3.6.1). With address reuse it can listen all the same.
     *
     * @param socket not yet bound; closed by this method if it fails
     * @param address where to listen; port 0 lets the system choose a free one
     * @throws BindException with a sentence for the user and the system's exception as its cause. It begins "cannot
     *     listen at 127.0.0.1:9999: " and goes on with "address already in use", or, if this machine does not have the
     *     address, with "this machine does not have that address", or, if the system's message contains "denied",
     *     with "ports below 1024 need administrator's rights"; then what the user can do
     * @throws IOException if anything else went wrong
     */
    public static void listen(ServerSocket socket, InetSocketAddress address) throws IOException {
        throw new UnsupportedOperationException("Exercise 1.2: bind the socket to the address, with a backlog and"
                + " address reuse, and explain what went wrong if it fails; see java.net.ServerSocket.");
    }
}
