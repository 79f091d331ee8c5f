package framebyframe.sockets;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.util.List;

/**
 * Exercise 1.6: stream or datagram. A stream is one long row of bytes; a datagram is a message with an edge.
 *
 * <pre>
 *   sent                     a stream may arrive as    datagrams arrive as
 *   "one" "two" "three"      "onetwot" "hree"          "one" "two" "three", each whole or not at all
 * </pre>
 */
public final class Datagrams {

    /** The most that one IPv4 datagram can carry: 65,535 less 20 bytes of IP header and 8 of UDP header (RFC 768). */
    public static final int MAX_PAYLOAD = 65_507;

    private Datagrams() {
    }

    /**
     * Sends each message as one datagram.
     *
     * @param messages 0 to {@value #MAX_PAYLOAD} bytes each
     * @throws IllegalArgumentException if a message is longer, with a message that names its length and the limit;
     *     then none is sent
     */
    public static void send(DatagramSocket socket, SocketAddress to, List<byte[]> messages) throws IOException {
        throw new UnsupportedOperationException("Exercise 1.6: send each message as one datagram, once you know that"
                + " all of them fit; see java.net.DatagramPacket and DatagramSocket.send.");
    }

    /**
     * Receives datagrams, each with its own length. What a datagram has beyond the buffer is lost without a word.
     *
     * @param count how many to wait for
     * @return one array for each datagram, in the order of their arrival
     * @throws java.net.SocketTimeoutException if the socket has a time limit and a datagram did not come
     */
    public static List<byte[]> receive(DatagramSocket socket, int count) throws IOException {
        throw new UnsupportedOperationException("Exercise 1.6: receive as many datagrams as asked for, each with"
                + " its own length; see java.net.DatagramPacket and DatagramSocket.receive.");
    }
}
