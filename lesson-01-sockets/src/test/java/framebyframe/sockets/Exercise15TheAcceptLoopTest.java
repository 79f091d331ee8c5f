package framebyframe.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.testing.Background;
import framebyframe.testing.Expect;
import framebyframe.testing.MeddlingServerSocket;
import framebyframe.testing.Patience;
import framebyframe.testing.Peer;
import framebyframe.testing.PlainWords.IfItHangs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** run() runs in the test's own thread, the clients in another one, which ends it. */
@Order(15)
@DisplayName("1.5 the accept loop")
@IfItHangs("Why: the test closes the listening socket at the end, and run() goes on.\nTry: accept() inside the loop,"
        + " and return when it throws because the socket is closed")
class Exercise15TheAcceptLoopTest {

    private static final String CLOSE_IT = "whether the listening socket is closed when close() has returned: nothing"
            + " else ends an accept() that waits, no flag and no interrupt, and as long as it is open its port is"
            + " taken. Call its close() in yours";

    private final List<String> log = new CopyOnWriteArrayList<>();
    private ServerSocket listening;
    private int port;
    private EchoServer server;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        port = listening.getLocalPort();
        server = new EchoServer(listening, log::add);
    }

    @AfterEach
    void stop() throws IOException {
        listening.close();
    }

    @Test
    @Order(1)
    void a_client_gets_its_echo() throws Exception {
        assertThat(whileItRuns(() -> Peer.ask(port, "hello"))).as("the echo of hello").isEqualTo("hello");
    }

    @Test
    @Order(2)
    void one_client_after_the_other_is_served() throws Exception {
        assertThat(whileItRuns(() -> Peer.ask(port, "one") + Peer.ask(port, "two") + Peer.ask(port, "three")))
                .as("what three clients got, each on its own connection: after a client the server accepts the next")
                .isEqualTo("onetwothree");
        listen();
        assertThat(whileItRuns(() -> {
            for (int i = 0; i < 30; i++) {
                assertThat(Peer.ask(port, "x")).as("what client " + i + " got").isEqualTo("x");
            }
            return 30;
        })).as("how many more clients were served: there is no last one, until close() is called").isEqualTo(30);
    }

    @Test
    @Order(3)
    void each_client_is_logged() throws Exception {
        int[] from = new int[1];
        List<String> early = whileItRuns(() -> {
            try (Socket client = Peer.connect(port)) {
                from[0] = client.getLocalPort();
                client.getOutputStream().write('a');
                assertThat(whatComes(client)).as("the echo of a").isEqualTo("a byte");
                return List.copyOf(log);
            }
        });
        String arrival = "GOT CONNECTION FROM: ... 127.0.0.1:" + from[0];
        assertThat(log).as("the log should have a line \"" + arrival + "\": who looks after a server wants to know who"
                + " came, see Socket.getRemoteSocketAddress")
                .anyMatch(line -> line.startsWith("GOT CONNECTION FROM: ") && line.contains("127.0.0.1:" + from[0]));
        assertThat(early).as("the log while the client is being served should have the line \"" + arrival + "\""
                + " already: log the client before you serve it, or nobody sees who is connected now")
                .anyMatch(line -> line.startsWith("GOT CONNECTION FROM: "));
    }

    @Test
    @Order(4)
    void a_rude_client_does_not_end_the_server() throws Exception {
        int[] rude = new int[1];
        String echo = whileItRuns(() -> {
            Socket client = Peer.connect(port);
            rude[0] = client.getLocalPort();
            client.getOutputStream().write(1);
            Peer.reset(client);
            String answer = Peer.ask(port, "hello");
            long patience = System.nanoTime() + Patience.LIMIT.toNanos() / 2;
            while (linesAbout(rude[0]) < 2 && System.nanoTime() < patience) {
                Thread.onSpinWait(); // a server with a thread for each client may be late
            }
            return answer;
        });
        assertThat(echo).as("the client after the rude one").isEqualTo("hello");
        assertThat(linesAbout(rude[0])).as("how many lines of the log name the client that broke its connection,"
                + " 127.0.0.1:" + rude[0] + ": one that it came and one that it was lost, both with its address."
                + " (If it was not noticed: does Echo.answer let the exception through?) The whole log:\n  "
                + String.join("\n  ", log) + "\nThe number of those lines").isEqualTo(2);
        List<String> polite = log.stream().filter(line -> !line.contains(":" + rude[0])).map(this::shape).toList();
        assertThat(log).as("what the log says of the client that broke its connection, 127.0.0.1:" + rude[0] + ": the"
                + " same as of the polite one, so nobody learns that it was lost. Log it where you catch the exception")
                .anyMatch(line -> line.contains(":" + rude[0]) && !polite.contains(shape(line)));
    }

    @Test
    @Order(5)
    void close_works_before_the_first_client_has_come() throws Exception {
        Expect.returned("Why: a server may be stopped before anybody has come, and the field for the client is null"
                + " then.\nTry: close the client only if there is one", () -> {
                    server.close();
                    return null;
                });
        assertThat(listening.isClosed()).as(CLOSE_IT).isTrue();
    }

    @Test
    @Order(6)
    @IfItHangs("Why: accept() waits until somebody closes the listening socket, and close() cannot do that while it"
            + " waits for run(), or for a lock that run() holds.\nTry: close the listening socket first; hold no lock"
            + " while you wait in accept()")
    void close_ends_a_server_that_waits_for_clients() throws Exception {
        try (Background<Boolean> client = Background.call("the client", () -> {
            try {
                assertThat(Peer.ask(port, "hello")).as("what the client got before").isEqualTo("hello");
                server.close();
                return listening.isClosed();
            } finally {
                listening.close();
            }
        })) {
            IOException thrown = run();
            assertThat(client.await()).as(CLOSE_IT).isTrue();
            if (thrown != null) {
                throw new AssertionError("run() threw " + thrown + " when close() was called.\nWhy: close() is the"
                        + " normal end of a server, not an error.\nTry: if listening.isClosed(), return", thrown);
            }
        }
    }

    @Test
    @Order(7)
    @IfItHangs("Why: close() cannot close the client's socket while it waits for run(), or for a lock that run() holds"
            + " as long as it serves the client.\nTry: hold the lock while you write or read the field, not while you"
            + " serve")
    void close_ends_a_client_that_is_being_served() throws Exception {
        String seen = whileItRuns(() -> {
            try (Socket client = Peer.connect(port)) {
                client.getOutputStream().write('a');
                assertThat(client.getInputStream().read()).as("the echo of a").isEqualTo('a');
                server.close();
                return whatComes(client);
            }
        });
        assertThat(seen).as("what a client sees that was being served when close() was called: closing the listening"
                + " socket does not close the connections that it has accepted; keep the client's socket in a field")
                .isEqualTo("the end");
    }

    @Test
    @Order(8)
    void close_leaves_no_client_open() throws Exception {
        List<String> seen = whileItRuns(() -> {
            try (Socket first = Peer.connect(port); Socket second = Peer.connect(port)) {
                first.getOutputStream().write('a');
                assertThat(whatComes(first)).as("the echo of a").isEqualTo("a byte");
                second.getOutputStream().write('b');
                second.setSoTimeout(300);
                try {
                    second.getInputStream().read(); // a server with a thread for each client answers now
                } catch (SocketTimeoutException e) {
                    // the second client waits for its turn
                }
                server.close();
                return List.of(whatComes(first), whatComes(second));
            }
        });
        assertThat(seen).as("what two clients see after close(), of which the second came while the first was being"
                + " served. Serve one client after the other: if each has a thread of its own, the field holds only"
                + " the last, and close() leaves the others open").containsExactly("the end", "the end");
    }

    @Test
    @Order(9)
    void a_client_that_comes_at_the_moment_of_close_is_not_left_behind() throws Exception {
        listening.close();
        listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress()) {
            @Override
            public Socket accept() throws IOException {
                Socket accepted = super.accept();
                server.close(); // another thread may do that at any moment, so also just now
                return accepted;
            }
        };
        server = new EchoServer(listening, log::add);
        String seen = whileItRuns(() -> {
            try (Socket client = Peer.connect(listening.getLocalPort())) {
                return whatComes(client);
            }
        });
        assertThat(seen).as("what a client sees if close() is called between accept() and your noting it: look, under"
                + " the same lock as close(), whether the listening socket is closed already").isEqualTo("the end");
    }

    @Test
    @Order(10)
    void nor_is_one_that_is_noted_while_close_looks_for_it() throws Exception {
        listening.close();
        MeddlingServerSocket meddling = new MeddlingServerSocket(EchoServer.class, () -> server.close());
        listening = meddling;
        server = new EchoServer(listening, log::add);
        String seen = whileItRuns(() -> {
            try (Socket client = Peer.connect(listening.getLocalPort())) {
                client.getOutputStream().write('a');
                String came = whatComes(client);
                if (!meddling.hasMeddled()) {
                    server.close();
                }
                return came.equals("the end") ? came : whatComes(client);
            }
        });
        assertThat(seen).as("what a client sees if another thread calls close() between two of your statements: if"
                + " you ask whether the socket is closed, and only then note the client, close() may do all of its"
                + " work in between. Do both in one synchronized block, under the same lock as close()")
                .isEqualTo("the end");
    }

    @Test
    @Order(11)
    void a_failure_of_accept_is_reported() throws Exception {
        listening.close();
        int[] calls = new int[1];
        listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress()) {
            @Override
            public Socket accept() throws IOException {
                if (++calls[0] > 100) {
                    throw new AssertionError("accept() fails each time, and run() calls it again and again. Nobody"
                            + " has closed the server, so let the exception through");
                }
                throw new SocketException("Too many open files");
            }
        };
        Expect.thrown(SocketException.class, "Why: the server can take no client any more, and nobody has called"
                + " close().\nTry: return quietly only if listening.isClosed()", () -> {
                    new EchoServer(listening, log::add).run();
                    return null;
                });
    }

    /** Runs the server while the clients do their part, and then ends it without relying on close(). */
    private <T> T whileItRuns(Callable<T> clients) throws Exception {
        try (Background<T> background = Background.call("the client", () -> {
            try {
                return clients.call();
            } finally {
                listening.close();
            }
        })) {
            try {
                server.run();
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new AssertionError("run() ended with " + e + ", and nobody has called close().\nWhy: a client"
                            + " that breaks its connection ends only its own.\nTry: catch what goes wrong with one"
                            + " client, inside the loop", e);
                }
            }
            if (!listening.isClosed()) {
                throw new AssertionError("run() has returned, and the listening socket is still open: nobody accepts"
                        + " the next client.\nWhy: a server serves one client after the other, until it is closed."
                        + "\nTry: accept and serve in a loop, in the thread that has called run(), and catch inside"
                        + " the loop what goes wrong with one client");
            }
            return background.await();
        }
    }

    private String shape(String line) {
        return line.replaceAll("\\d+", "0");
    }

    private long linesAbout(int clientPort) {
        return log.stream().filter(line -> line.contains(":" + clientPort)).count();
    }

    /** Runs the server to its end, and returns what it threw, or null. */
    private IOException run() {
        try {
            server.run();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private static String whatComes(Socket client) throws IOException {
        client.setSoTimeout((int) Patience.LIMIT.toMillis() / 2);
        try {
            return client.getInputStream().read() == -1 ? "the end" : "a byte";
        } catch (SocketTimeoutException e) {
            return "nothing: the connection is still open";
        } catch (SocketException e) {
            return "the end";
        }
    }
}
