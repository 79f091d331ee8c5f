package framebyframe.sockets;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Optional;

/**
 * Exercise 1.1: a socket address is an IP address and a port.
 *
 * <p>The article: {@code socket_address = (host_ip, port)}.
 */
public final class SocketAddresses {

    /** A port is an unsigned 16-bit number (RFC 9293, section 3.1), so this is the highest. */
    public static final int MAX_PORT = 65_535;

    private SocketAddresses() {
    }

    /**
     * Makes the IPv4 socket address of a host and a port.
     *
     * @param host a name such as {@code localhost}, or an address such as {@code 192.168.1.20}
     * @param port 0 to 65535; a server that asks for port 0 gets a free one from the system
     * @throws IllegalArgumentException if the port is out of this range; the message names the port and the range
     * @throws UnknownHostException if the host has no IPv4 address
     */
    public static InetSocketAddress of(String host, int port) throws UnknownHostException {
        throw new UnsupportedOperationException("Exercise 1.1: check the port, look the host up and take its"
                + " IPv4 address; see java.net.InetAddress and InetSocketAddress.");
    }

    /**
     * Of this machine's addresses, the first that other machines can reach.
     *
     * <p>The article asks {@code gethostbyname(gethostname())}, which on many machines answers 127.0.0.1 or
     * 127.0.1.1: addresses that mean "this machine" to whoever uses them.
     *
     * @param addresses the addresses of the machine's network interfaces, in any order
     * @return an IPv4 address that is not loopback (127.x.x.x), not link-local (169.254.x.x: the machine found no
     *     network), not the wildcard (0.0.0.0, "all addresses of this machine") and not multicast (one
     *     address for many machines); empty if there is none
     */
    public static Optional<InetAddress> reachable(Collection<InetAddress> addresses) {
        throw new UnsupportedOperationException("Exercise 1.1: pick the first address that other machines can"
                + " reach; see in the Javadoc of java.net.InetAddress what it can tell about itself.");
    }
}
