package framebyframe.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.testing.Expect;
import framebyframe.testing.Patience;
import framebyframe.testing.PlainWords.IfItHangs;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(13)
@DisplayName("1.3 connect")
class Exercise13ConnectTest {

    private static final Duration ENOUGH = Duration.ofSeconds(4);
    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LATER = Duration.ofMillis(1_000);
    private static final String NO_LIMIT = "Why: this server does not answer, and nothing limits the wait: new"
            + " Socket(host, port) connects without a limit, and a limit of 0 ms means none.\nTry: new Socket(), then"
            + " connect(address, milliseconds); timeout.toMillis() has them, toSeconds() makes 0 of 100 ms";

    @Test
    @Order(1)
    void it_connects_to_a_server() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Socket socket = Connector.connect("127.0.0.1", server.getLocalPort(), ENOUGH);
                Socket accepted = server.accept()) {
            assertThat(socket.isConnected()).as("the socket that was returned is connected").isTrue();
            assertThat(socket.isClosed()).as("connect has closed the socket that it returns, though it is"
                    + " connected: try-with-resources and finally do that on success, too. The caller wants to talk"
                    + " through it, so close it only if you throw").isFalse();
            assertThat(accepted.getPort()).as("the server has accepted this very socket")
                    .isEqualTo(socket.getLocalPort());
            assertThat(socket.getSoTimeout()).as("the time limit (in ms) of each later read() from this socket; 0 is"
                    + " none. The limit is for connecting only: give it to connect, not to setSoTimeout").isZero();
        }
    }

    @Test
    @Order(2)
    void an_unknown_host_is_told_from_the_rest() {
        assertSays(new UnknownHostException("webcm"), "unknown host HOST: ",
                "UnknownHostException: the name leads nowhere, so it is probably misspelt");
    }

    @Test
    @Order(3)
    void no_answer_is_told_from_the_rest() {
        assertSays(new SocketTimeoutException("Connect timed out"), "no answer from WHERE in time: ",
                "SocketTimeoutException: the time limit is over, nobody has answered; a firewall does that");
        assertSays(new SocketTimeoutException(), "no answer from WHERE in time: ",
                "SocketTimeoutException: its type tells enough, and an exception need not have a message");
    }

    @Test
    @Order(4)
    void a_refusal_is_told_from_the_rest() {
        assertSays(new ConnectException("Connection refused"), "WHERE refused the connection: ",
                "ConnectException: the machine is there, but no program listens at that port");
        assertSays(new ConnectException(), "WHERE refused the connection: ",
                "an exception need not have a message");
    }

    @Test
    @Order(5)
    void the_system_may_lose_patience_first() {
        for (String message : List.of("Connection timed out (Connection timed out)", "Operation timed out")) {
            assertSays(new ConnectException(message), "no answer from WHERE in time: ", "the system has a time limit of"
                    + " its own, and then throws a ConnectException as well: only its message tells, so look at that"
                    + " before you call it refused (its words differ, and contain \"timed out\")");
        }
    }

    @Test
    @Order(6)
    void no_way_there_is_told_from_the_rest() {
        for (IOException e : List.of(new NoRouteToHostException("No route to host"),
                new SocketException("Network is unreachable"), new SocketException("Network is down"))) {
            assertSays(e, "WHERE is unreachable: ", e + ": this is no answer of the machine, as a refusal is; no"
                    + " network leads there, so only a ConnectException is a refusal");
        }
    }

    @Test
    @Order(7)
    @IfItHangs("Why: the port is refused at once, and whoever tries again and again never tells the user.\nTry:"
            + " connect once; if it throws, throw an IOException with explain's sentence")
    void connect_says_what_explain_says() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        IOException thrown = Expect.thrown(IOException.class, "Why: nobody listens at 127.0.0.1:" + port + ".\nTry:"
                + " catch what the system throws, and throw new IOException(explain(...), e)",
                () -> Connector.connect("127.0.0.1", port, ENOUGH));
        assertThat(thrown).as("the user reads explain's sentence")
                .hasMessageStartingWith("127.0.0.1:" + port + " refused the connection: ");
        assertThat(thrown.getCause()).as("the system's own exception should be the cause, for whoever looks deeper")
                .isInstanceOf(ConnectException.class);
    }

    @Test
    @Order(8)
    void a_host_that_cannot_be_found_is_explained_too() {
        IOException thrown = Expect.thrown(IOException.class, "Why: there is no such host.\nTry: look the host up"
                + " inside your try block", () -> Connector.connect("[no such host", 9999, ENOUGH));
        assertThat(thrown).as("the user reads explain's sentence")
                .hasMessageStartingWith("unknown host [no such host:");
    }

    @Test
    @Order(9)
    void a_port_that_does_not_exist_is_refused() {
        Expect.thrown(IllegalArgumentException.class, "Why: there is no port 65536.\nTry: SocketAddresses.of of"
                + " exercise 1.1 says so; let that through", () -> Connector.connect("127.0.0.1", 65_536, ENOUGH));
    }

    @Test
    @Order(10)
    @IfItHangs(NO_LIMIT)
    void a_server_that_does_not_answer_is_not_waited_for_for_ever() throws Exception {
        assertThat(waited(SOON)).as("how long connect waited. The time limit was 100 ms: give it to Socket.connect,"
                + " in milliseconds").isLessThan(LATER.minus(SOON));
    }

    @Test
    @Order(11)
    @IfItHangs(NO_LIMIT)
    void the_caller_says_how_long_to_wait() throws Exception {
        assertThat(waited(LATER)).as("how long connect waited. The time limit was 1000 ms this time: not a number of"
                + " your own, but the timeout that connect is given, as milliseconds (toMillis)").isGreaterThanOrEqualTo(LATER.minus(SOON));
    }

    @Test
    @Order(12)
    @IfItHangs(NO_LIMIT)
    void nobody_goes_on_connecting() throws Exception {
        waited(SOON, () -> assertThat(isAnybodyConnecting()).as("after connect has given up, a thread of yours still"
                + " waits in it, and holds a socket: with every try there is one more. Give the time limit to"
                + " Socket.connect, which ends by itself; no thread is needed").isFalse());
    }

    private static boolean isAnybodyConnecting() {
        long patience = System.nanoTime() + Patience.LIMIT.toNanos() / 2;
        while (System.nanoTime() < patience) {
            if (Thread.getAllStackTraces().values().stream().flatMap(Arrays::stream)
                    .noneMatch(line -> line.getClassName().startsWith(Connector.class.getName()))) {
                return false;
            }
        }
        return true;
    }

    private static Duration waited(Duration limit) throws Exception {
        return waited(limit, () -> { });
    }

    /** A server that accepts nobody, and whose queue is full, does not answer. (On Windows it refuses instead.) */
    private static Duration waited(Duration limit, Runnable afterwards) throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fillTheQueue(server, waiting);
            long start = System.nanoTime();
            IOException thrown = Expect.thrown(IOException.class, "Why: the server has not answered.\nTry: let"
                    + " Socket.connect throw", () -> Connector.connect("127.0.0.1", server.getLocalPort(), limit));
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            assertThat(thrown).as("the user reads explain's sentence")
                    .hasMessageContaining("127.0.0.1:" + server.getLocalPort());
            afterwards.run();
            return thrown.getCause() instanceof ConnectException ? limit : waited;
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static void fillTheQueue(ServerSocket server, List<Socket> waiting) throws IOException {
        try {
            while (waiting.size() < 20) {
                Socket socket = new Socket();
                waiting.add(socket);
                socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 200);
            }
        } catch (SocketTimeoutException | ConnectException full) {
            // that was the aim
        }
    }

    private static void assertSays(IOException e, String beginning, String why) {
        String host = "cam" + new Random().nextInt(1000);
        int port = 1 + new Random().nextInt(65_535);
        String start = beginning.replace("HOST", host).replace("WHERE", host + ":" + port);
        String sentence = Expect.returned("Why: explain is there to speak when something went wrong, whatever it was;"
                + " an exception need not have a message, and getMessage() is null then.\nTry:"
                + " String.valueOf(e.getMessage())", () -> Connector.explain(e, host, port));
        assertThat(sentence).as(why).startsWith(start);
        Expect.advice(sentence, start);
    }
}
