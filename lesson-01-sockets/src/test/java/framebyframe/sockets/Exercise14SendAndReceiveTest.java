package framebyframe.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.testing.Background;
import framebyframe.testing.DribblingSocket;
import framebyframe.testing.Expect;
import framebyframe.testing.Peer;
import framebyframe.testing.PlainWords.IfItHangs;
import framebyframe.testing.SocketPair;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The code under test runs in the test's own thread, the other side of the connection in another one. */
@Order(14)
@DisplayName("1.4 send and receive")
@IfItHangs("Why: each side waits for the other one.\nTry: note on paper what each of them waits for, step by step; the"
        + " drawing in Echo's Javadoc has the right order")
class Exercise14SendAndReceiveTest {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    private static final String SAY_SO = "Why: the server waits for more of the request, until you say that it was"
            + " all; or the request is still in a buffer of yours.\nTry: flush what you have written to a buffer; when"
            + " you have the whole echo, call shutdownOutput(), then read until -1";
    private static final String LOOP_TO_THE_END = "one read() brings only what has arrived: read in a loop until it"
            + " returns -1, and of each chunk write what read() returned, no more and no less";
    private static final String LOOP_TO_THE_LENGTH = "one read() brings only what has arrived: read in a loop until you"
            + " have as many bytes as you sent, each piece behind the one before it";

    private SocketPair pair;

    @BeforeEach
    void connect() throws IOException {
        pair = DribblingSocket.pair(1_000);
        for (Socket socket : new Socket[] {pair.client(), pair.server()}) {
            socket.setSendBufferSize(32 * 1024);
            socket.setReceiveBufferSize(32 * 1024);
        }
    }

    @AfterEach
    void disconnect() throws IOException {
        pair.close();
    }

    @Test
    @Order(1)
    @IfItHangs("Why: when the client has said that it was all, read() returns -1, at once, each time it is called; it"
            + " does not return 0.\nTry: leave the loop when read() returns -1")
    void the_server_sends_back_what_it_received() throws Exception {
        assertThat(Peer.text(answered(HELLO)))
                .as("what came back to a client that sent hello and said that it was all, with shutdownOutput(). (A"
                        + " dot is a byte that is no letter.) Try: of each chunk write what read() returned, no more"
                        + " and no less, and nothing for the -1 at the end; flush, if you write to a buffer")
                .isEqualTo("hello");
    }

    @Test
    @Order(2)
    @IfItHangs("Why: this client waits for its echo before it says that it was all; the server may not wait for that."
            + "\nTry: read() takes what has come: send that back before you read on, and flush, if you write to a"
            + " buffer")
    void the_server_answers_before_the_client_has_finished() throws Exception {
        try (Background<byte[]> client = Background.call("a client that waits for its echo", () -> {
            pair.client().getOutputStream().write(HELLO);
            byte[] echo = pair.client().getInputStream().readNBytes(HELLO.length);
            pair.client().shutdownOutput();
            return echo;
        })) {
            answer(pair.server());
            assertThat(client.await()).as("the echo of hello").isEqualTo(HELLO);
        }
    }

    @Test
    @Order(3)
    void bytes_are_not_characters() throws Exception {
        byte[] every = Peer.everyByte();
        Peer.assertEcho(answered(every), every, "a picture is bytes, and not every byte is a character: send back the"
                + " bytes themselves, with no Reader, Writer or String in between");
    }

    @Test
    @Order(4)
    void every_byte_of_a_large_request_comes_back() throws Exception {
        byte[] request = random(3_000_001);
        Peer.assertEcho(answered(request), request, LOOP_TO_THE_END);
    }

    @Test
    @Order(5)
    void the_server_counts_the_bytes() throws Exception {
        for (int size : new int[] {0, 10_000}) {
            try (SocketPair other = SocketPair.open(); Background<byte[]> client = Background.call("the client",
                    () -> Peer.askAndFinish(other.client(), new byte[size]))) {
                assertThat(answer(other.server())).as("what answer returns: the client sent " + size
                        + " bytes and got them back. (read() returns -1 at the end: that is no number of bytes)")
                        .isEqualTo(size);
                assertThat(client.await()).as("the echo").hasSize(size);
            }
        }
    }

    @Test
    @Order(6)
    void the_server_closes_its_socket_at_the_end() throws Exception {
        answered(HELLO);
        assertThat(pair.server().isClosed()).as("the client has finished, so the server's socket should be closed: an"
                + " open one is lost until the program ends").isTrue();
    }

    @Test
    @Order(7)
    void the_server_closes_its_socket_when_the_connection_breaks() throws Exception {
        for (int size : new int[] {0, 5}) {
            try (SocketPair other = SocketPair.open()) {
                other.client().getOutputStream().write(HELLO, 0, size);
                Peer.reset(other.client());
                Expect.thrown(SocketException.class, "Why: the client broke the connection, which is not its end.\n"
                        + "Try: let the exception through", () -> Echo.answer(other.server()));
                assertThat(other.server().isClosed()).as("the connection broke, and the socket is still open: close it"
                        + " on every path; try-with-resources does that").isTrue();
            }
        }
    }

    @Test
    @Order(8)
    @IfItHangs(SAY_SO)
    void the_client_gets_its_request_back() throws Exception {
        for (int size : new int[] {1, 5, 4096, 10_000}) {
            assertAsked(random(size));
        }
    }

    @Test
    @Order(9)
    @IfItHangs(SAY_SO)
    void a_request_may_be_empty() throws Exception {
        assertAsked(new byte[0]);
    }

    @Test
    @Order(10)
    @IfItHangs("Why: the server sends back each piece before it reads the next, and waits for you to read it. If you"
            + " send everything first, both of you wait in write().\nTry: send a piece of a"
            + " few thousand bytes (a much larger one may not fit on the way), read its echo, then the next piece")
    void a_request_may_be_larger_than_all_buffers_on_the_way() throws Exception {
        byte[] request = random(3_000_001);
        try (Background<byte[]> server = Background.call("the server", () -> Peer.echo(pair.server()))) {
            Peer.assertEcho(ask(pair.client(), request), request, LOOP_TO_THE_LENGTH);
            assertThat(server.await()).as("what the server got").hasSize(request.length);
        }
    }

    @Test
    @Order(11)
    @IfItHangs(SAY_SO)
    void an_echo_may_come_in_any_pieces() throws Exception {
        try (SocketPair slow = DribblingSocket.pair(1);
                Background<byte[]> server = Background.call("the server", () -> Peer.echo(slow.server()))) {
            assertThat(Peer.text(ask(slow.client(), HELLO)))
                    .as("the echo of hello; each read() brought one byte of it: read until you have as many as you"
                            + " sent").isEqualTo("hello");
            assertThat(Peer.text(server.await())).as("what the server got").isEqualTo("hello");
        }
    }

    @Test
    @Order(12)
    void the_answer_is_what_came_not_what_was_sent() throws Exception {
        try (Background<Void> server = Background.run("a server that sends HELLO for hello", () -> {
            String request = new String(pair.server().getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            pair.server().getOutputStream().write(request.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
            pair.server().close();
        })) {
            assertThat(Peer.text(ask(pair.client(), HELLO))).as("what ask returns when a server sends HELLO for hello:"
                    + " the bytes that have come, not those that you have sent, or nobody learns what the server does")
                    .isEqualTo("HELLO");
            server.await();
        }
    }

    @Test
    @Order(13)
    @IfItHangs("Why: the server has closed, so read() returns -1, at once, each time it is called: a loop that goes on"
            + " until everything has come never ends.\nTry: leave it when read() returns -1, and say so")
    void a_server_that_ends_too_early_is_noticed() throws Exception {
        try (Background<Void> server = Background.run("a server that sends 3 of 5 bytes", () -> {
            pair.server().getOutputStream().write(pair.server().getInputStream().readNBytes(5), 0, 3);
            pair.server().close();
        })) {
            EOFException thrown = Expect.thrown(EOFException.class, "Why: the server sent 3 of 5 bytes and closed.\n"
                    + "Try: when read() returns -1 too early, say so", () -> Echo.ask(pair.client(), HELLO));
            assertThat(thrown).as("the message says how far it came").hasMessageContaining("3 of 5 bytes");
            assertThat(pair.client().isClosed()).as("the client closes its socket, also when it fails").isTrue();
            server.await();
        }
    }

    @Test
    @Order(14)
    void a_server_that_sends_too_much_is_noticed() throws Exception {
        try (Background<Void> server = Background.run("a server that sends too much", () -> {
            pair.server().getOutputStream().write(pair.server().getInputStream().readNBytes(5));
            pair.server().getOutputStream().write('!');
            pair.server().close();
        })) {
            Expect.thrown(IOException.class, "Why: the server sent 6 bytes for 5, so it is no echo server.\nTry: after"
                    + " the echo, read() should return -1", () -> Echo.ask(pair.client(), HELLO));
            assertThat(pair.client().isClosed()).as("the client closes its socket, also when it fails").isTrue();
            server.await();
        }
    }

    @Test
    @Order(15)
    void the_client_says_that_it_was_all_and_waits_for_the_end() throws Exception {
        try (Background<Void> server = Background.run("a server that sends too much, late", () -> {
            pair.server().getOutputStream().write(pair.server().getInputStream().readNBytes(5));
            if (Peer.sawTheEnd(pair.server())) {
                pair.server().getOutputStream().write('!');
            }
            pair.server().close();
        })) {
            Expect.thrown(IOException.class, "Why: the client has its echo, and either has not said that it was all,"
                    + " or has not waited for the server to say so, too: this server sent one byte more after it.\n"
                    + "Try: call shutdownOutput(), then read until -1, and only then close()",
                    () -> Echo.ask(pair.client(), HELLO));
            server.await();
        }
    }

    private byte[] answered(byte[] request) throws Exception {
        try (Background<byte[]> client = Background.call("the client, which reads until the server closes its side,",
                () -> Peer.askAndFinish(pair.client(), request))) {
            answer(pair.server());
            return echoOf(request, client);
        }
    }

    private static byte[] echoOf(byte[] request, Background<byte[]> client) throws Exception {
        try {
            return client.await();
        } catch (SocketException e) {
            throw new AssertionError("the client wanted to send " + request.length + " bytes, and the server closed the"
                    + " connection before it had read them all: " + e.getMessage() + "\nWhy: bytes on their way to a"
                    + " closed socket are lost, and the client's connection breaks.\nTry: " + LOOP_TO_THE_END, e);
        }
    }

    private static long answer(Socket client) throws IOException {
        try {
            return Echo.answer(client);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new AssertionError("answer threw, at the end of the stream: " + e + "\nWhy: read() returns -1 there,"
                    + " which is no number of bytes.\nTry: compare what it returns with -1 before you use it", e);
        }
    }

    private static byte[] ask(Socket server, byte[] request) throws IOException {
        try {
            return Echo.ask(server, request);
        } catch (SocketException e) {
            throw new AssertionError("ask threw, and nobody but you has touched the connection: " + e + "\nWhy: closing"
                    + " a stream of a socket closes the socket, in both directions.\nTry: to say that it was all, call"
                    + " the socket's shutdownOutput(); close it when you have read the end", e);
        }
    }

    private static void assertAsked(byte[] request) throws Exception {
        try (SocketPair pair = DribblingSocket.pair(1_000);
                Background<byte[]> server = Background.call("the server, which reads until the client has finished,",
                        () -> Peer.echo(pair.server()))) {
            Peer.assertEcho(ask(pair.client(), request), request, LOOP_TO_THE_LENGTH);
            Peer.assertEcho(server.await(), request, "this is what the server got: send the request as it is");
            assertThat(pair.client().isClosed()).as("the client should close its socket at the end").isTrue();
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(14).nextBytes(bytes);
        return bytes;
    }
}
