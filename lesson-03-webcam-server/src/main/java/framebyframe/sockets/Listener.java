// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.sockets;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;

/**
 * Exercise 1.2: take an address and listen there.
 *
 * <p>The article: {@code server_socket.bind(socket_address)} and {@code server_socket.listen(5)}; Java does both in
 * one call.
 */
public final class Listener {

    /** How many connections may wait for {@code accept()}; to the system this is a hint. The article's number. */
    public static final int BACKLOG = 5;

    private Listener() {
    }

    /**
     * Binds the socket to the address and starts to listen.
     *
     * <p>A server that is started again within a minute or so finds old connections still fading out in the system
     * (TIME_WAIT, RFC 9293 section 3.6.1). Address reuse lets it listen all the same; it must be set before bind.
     *
     * @param socket not yet bound; closed by this method if it fails
     * @param address where to listen; port 0 lets the system choose a free one
     * @throws BindException with a sentence for the user, if the port is in use, the address is not this machine's or
     *     the port needs rights
     * @throws IOException if anything else went wrong
     */
    public static void listen(ServerSocket socket, InetSocketAddress address) throws IOException {
        try {
            socket.setReuseAddress(true);
            socket.bind(address, BACKLOG);
        } catch (BindException e) {
            socket.close();
            BindException explained = new BindException(explain(e, address));
            explained.initCause(e);
            throw explained;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static String explain(BindException e, InetSocketAddress address) throws IOException {
        String where = "cannot listen at " + address.getAddress().getHostAddress() + ":" + address.getPort() + ": ";
        boolean ours = address.getAddress().isAnyLocalAddress()
                || NetworkInterface.getByInetAddress(address.getAddress()) != null;
        if (!ours) {
            return where + "this machine does not have that address; try 127.0.0.1, or 0.0.0.0 for all it has";
        }
        if (String.valueOf(e.getMessage()).contains("denied")) {
            return where + "ports below 1024 need administrator's rights; choose a higher one";
        }
        return where + "address already in use; stop the program that listens there, or choose another port";
    }
}
