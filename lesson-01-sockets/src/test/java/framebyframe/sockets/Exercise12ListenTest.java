package framebyframe.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import framebyframe.testing.Expect;
import framebyframe.testing.Peer;
import framebyframe.testing.PlainWords.IfItHangs;
import framebyframe.testing.WatchedServerSocket;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(12)
@DisplayName("1.2 listen")
class Exercise12ListenTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    @Order(1)
    void a_client_can_connect() throws Exception {
        try (ServerSocket socket = new ServerSocket()) {
            Listener.listen(socket, ANY_PORT);
            assertThat(socket.isBound()).as("the socket that was handed in should be bound to an address, not another"
                    + " one; see ServerSocket.bind").isTrue();
            assertThat(socket.isClosed()).as("listen has closed the socket, though nothing went wrong: the caller wants"
                    + " to accept clients with it, so close it only if you throw").isFalse();
            try (Socket client = Peer.connect(socket.getLocalPort()); Socket accepted = socket.accept()) {
                assertThat(accepted.getPort()).as("the client that was accepted").isEqualTo(client.getLocalPort());
            }
        }
    }

    @Test
    @Order(2)
    void it_listens_at_that_address_only() throws Exception {
        try (WatchedServerSocket socket = new WatchedServerSocket()) {
            Listener.listen(socket, ANY_PORT);
            assertThat(socket.getInetAddress()).as("127.0.0.1 was asked for; at 0.0.0.0 the whole network could come"
                    + " in: bind to the address that was given, not to its port alone")
                    .isEqualTo(ANY_PORT.getAddress());
            assertThat(socket.address()).as("the address that was given to bind: port 0 was asked for, a free one of"
                    + " the system's choice. With a number of your own two servers get into each other's way; take the"
                    + " port that listen is given").isEqualTo(ANY_PORT);
        }
    }

    @Test
    @Order(3)
    void five_connections_may_wait() throws Exception {
        try (WatchedServerSocket socket = new WatchedServerSocket()) {
            Listener.listen(socket, ANY_PORT);
            assertThat(socket.calls()).as("the article's listen(5) is the second argument of bind in Java; without it"
                    + " Java takes 50").contains("bind(backlog 5)");
        }
    }

    @Test
    @Order(4)
    void the_address_may_be_reused_and_that_is_said_before_bind() throws Exception {
        try (WatchedServerSocket socket = new WatchedServerSocket()) {
            Listener.listen(socket, ANY_PORT);
            assertThat(String.join(", ", socket.calls())).as("what was done with the socket, in order. A server that is"
                    + " started again at once fails with \"address already in use\" unless setReuseAddress(true) comes"
                    + " before bind")
                    .isEqualTo("setReuseAddress(true), bind(backlog 5)");
        }
    }

    @Test
    @Order(5)
    @IfItHangs("Why: the other program may listen there for days, and until then nobody learns what is wrong.\nTry:"
            + " bind once; if it throws, close the socket and throw a BindException that explains it")
    void a_port_in_use_is_explained() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, ANY_PORT.getAddress());
                ServerSocket socket = new ServerSocket()) {
            InetSocketAddress taken = new InetSocketAddress(ANY_PORT.getAddress(), other.getLocalPort());
            assertExplained(socket, taken, "address already in use", "another program"
                    + " listens at this port. Use the words of the Javadoc, not the system's: these differ from one"
                    + " system to the next");
            other.setSoTimeout(1);
            assertThatThrownBy(other::accept).as("the program that has the port was connected to, to find out whether"
                    + " it is there: between the question and the answer it may come or go. Just bind, and see what"
                    + " happens").isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    @Order(6)
    void an_address_of_another_machine_is_explained() throws Exception {
        try (ServerSocket socket = new ServerSocket()) {
            String host = "203.0.113." + new Random().nextInt(256); // addresses that no machine has: RFC 5737
            assertExplained(socket, new InetSocketAddress(host, 1024 + new Random().nextInt(60_000)),
                    "this machine does not have that address", "bind throws a BindException for several reasons, and"
                            + " here the port is free: NetworkInterface.getByInetAddress(...) is null for an address"
                            + " that no network interface of this machine has");
        }
    }

    @Test
    @Order(7)
    void a_port_that_needs_rights_is_explained() throws Exception {
        int port = 1 + new Random().nextInt(1023);
        for (String message : new String[] {"Permission denied", "Permission denied (Bind failed)"}) {
            try (ServerSocket socket = new WatchedServerSocket(new BindException(message))) {
                assertExplained(socket, new InetSocketAddress(ANY_PORT.getAddress(), port), "need administrator's"
                        + " rights", "bind throws a BindException for several reasons; for this one its message"
                        + " contains \"denied\"");
            }
        }
        try (ServerSocket socket = new WatchedServerSocket(new BindException("Address already in use"))) {
            assertExplained(socket, new InetSocketAddress(ANY_PORT.getAddress(), port), "address already in use", "the"
                    + " system says \"Address already in use\", so it is not about rights, though the port is low");
        }
    }

    @Test
    @Order(8)
    void other_failures_come_through_and_the_socket_is_closed() throws Exception {
        IOException failure = new SocketException("Too many open files");
        try (ServerSocket socket = new WatchedServerSocket(failure)) {
            SocketException thrown = Expect.thrown(SocketException.class, "Why: it is no BindException, so it is not"
                    + " about the address.\nTry: let it through as it is", () -> listen(socket, ANY_PORT));
            assertThat(thrown).as("the system's exception, as it is").isSameAs(failure);
            assertThat(socket.isClosed()).as("whoever opens a socket and cannot use it closes it").isTrue();
        }
    }

    @Test
    @Order(9)
    void every_address_of_this_machine_is_one_of_its_own() throws Exception {
        int port = 1024 + new Random().nextInt(60_000);
        try (ServerSocket socket = new WatchedServerSocket(new BindException("Address already in use"))) {
            assertExplained(socket, new InetSocketAddress("0.0.0.0", port), "address already in use", "0.0.0.0 stands"
                    + " for every address that this machine has, so no network interface has it, and yet the machine"
                    + " can listen there: ask the address, isAnyLocalAddress(), before you ask the network"
                    + " interfaces");
        }
    }

    private static void assertExplained(ServerSocket socket, InetSocketAddress address, String words, String why) {
        BindException thrown = Expect.thrown(BindException.class, "Why: nobody can listen there.\nTry: let bind throw,"
                + " catch the BindException and throw one of your own that explains it", () -> listen(socket, address));
        assertThat(thrown.getMessage()).as("the message is for the user: where, what is wrong, what to do."
                + " (For the 127.0.0.1 in it see address.getAddress().getHostAddress(), for the port getPort())")
                .startsWith("cannot listen at " + address.getAddress().getHostAddress() + ":" + address.getPort());
        assertThat(thrown.getMessage()).as("the message says what is wrong: " + why).contains(words);
        Expect.advice(thrown.getMessage(), words);
        assertThat(thrown.getCause()).as("the system's own exception should be the cause (initCause), for whoever looks"
                + " deeper").isInstanceOf(BindException.class);
        assertThat(socket.isClosed()).as("the socket cannot be used any more: close it before you throw").isTrue();
    }

    private static Object listen(ServerSocket socket, InetSocketAddress address) throws IOException {
        Listener.listen(socket, address);
        return null;
    }
}
