// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.sockets;

import java.net.Inet4Address;
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
     * @throws IllegalArgumentException if the port is out of this range
     * @throws UnknownHostException if the host has no IPv4 address
     */
    public static InetSocketAddress of(String host, int port) throws UnknownHostException {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is out of range: ports are 0 to " + MAX_PORT);
        }
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (address instanceof Inet4Address) {
                return new InetSocketAddress(address, port);
            }
        }
        throw new UnknownHostException(host + " has no IPv4 address");
    }

    /**
     * Of this machine's addresses, the first that other machines can reach.
     *
     * <p>The article asks {@code gethostbyname(gethostname())}, which on many machines answers 127.0.0.1 or
     * 127.0.1.1: addresses that mean "this machine" to whoever uses them.
     *
     * @param addresses the addresses of the machine's network interfaces, in any order
     * @return an IPv4 address that is not loopback (127.x.x.x), not link-local (169.254.x.x: the machine found no
     *     network), not the wildcard (0.0.0.0) and not multicast; empty if there is none
     */
    public static Optional<InetAddress> reachable(Collection<InetAddress> addresses) {
        return addresses.stream()
                .filter(address -> address instanceof Inet4Address)
                .filter(address -> !address.isLoopbackAddress())
                .filter(address -> !address.isLinkLocalAddress())
                .filter(address -> !address.isAnyLocalAddress())
                .filter(address -> !address.isMulticastAddress())
                .findFirst();
    }
}
