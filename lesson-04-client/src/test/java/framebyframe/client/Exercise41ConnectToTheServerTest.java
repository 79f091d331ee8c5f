package framebyframe.client;

import static framebyframe.testing.ClientExpect.result;
import static framebyframe.testing.ClientExpect.thrown;
import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.testing.Background;
import framebyframe.testing.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(41)
@DisplayName("4.1 connect to the server")
class Exercise41ConnectToTheServerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @Test
    @Order(1)
    void a_host_alone_gets_the_default_port() {
        assertThat(ServerAddress.parse("192.168.1.20", 9999))
                .as("\"192.168.1.20\" names no port, so it is the default one, 9999; most users write no more than a"
                        + " host. Try text.indexOf(':'), which is -1 if there is none")
                .isEqualTo(new ServerAddress("192.168.1.20", 9999));
        assertThat(ServerAddress.parse("localhost", 5004).port()).as("the port of parse(\"localhost\", 5004): the"
                + " default port is what the caller says; a number that is written into the method serves one caller"
                + " only").isEqualTo(5004);
    }

    @Test
    @Order(2)
    void a_port_after_the_colon_is_used() {
        assertThat(ServerAddress.parse("webcam.local:8080", 9999))
                .as("\"webcam.local:8080\" is a host, a colon and a port: two servers on one machine differ in the port"
                        + " alone. The host ends before the colon, the port begins after it")
                .isEqualTo(new ServerAddress("webcam.local", 8080));
        assertThat(ServerAddress.parse("webcam.local:8080", 9999)).as("the address as text: what the user wrote;"
                + " toString() was there already, leave it in").hasToString("webcam.local:8080");
        String host = "camera" + new Random().nextInt(1_000); // any one: this is no list of names to know by heart
        int port = 1 + new Random().nextInt(65_535);
        assertThat(ServerAddress.parse(host + ":" + port, 9999)).as("the parts of \"%s:%d\": any"
                + " host and any port, not only those of the examples; cut the text at its colon", host, port)
                .isEqualTo(new ServerAddress(host, port));
    }

    @Test
    @Order(3)
    void the_lowest_and_the_highest_port_are_allowed() {
        for (int port : new int[] {1, 80, 65_535}) {
            ServerAddress address = result("parse(\"localhost:" + port + "\")", "A port has 16 bits: 1 to 65535 can be"
                    + " connected to, and the ends belong to them; the article's \"1000 to 6265535\" is wrong at both",
                    () -> ServerAddress.parse("localhost:" + port, 9999));
            assertThat(address.port()).as("the port of \"localhost:" + port + "\"").isEqualTo(port);
        }
    }

    @Test
    @Order(4)
    void a_missing_host_is_said() {
        for (String text : new String[] {"", "  ", ":9999"}) {
            assertThat(mistake(text, "Without a host there is nothing to connect to")).as("the message for"
                    + " \"%s\" must say that the host is missing: a user who reads only that something is wrong does"
                    + " not know what to write", text).contains("host");
        }
    }

    @Test
    @Order(5)
    void a_port_that_is_no_number_is_said() {
        for (String port : new String[] {"abc", "80x", "-1", "8 0", ""}) {
            assertThat(mistake("192.168.1.20:" + port, "After the colon there has to be a number, or nobody knows what"
                    + " is meant")).as("the message for the port \"%s\" must say that the port is"
                    + " wrong, and quote it: \"For input string\" tells a user nothing. Check the text before"
                    + " Integer.parseInt, or catch its exception", port).contains("port").contains(port);
        }
    }

    @Test
    @Order(6)
    void a_port_out_of_range_is_said() {
        for (String port : new String[] {"0", "65536", "99999999999"}) {
            assertThat(mistake("192.168.1.20:" + port, "Ports are 1 to 65535: a number beyond is a slip of the finger,"
                    + " and the user waits in vain")).as("the message for the port \"%s\" must say that the port is"
                    + " wrong, and quote it. A port has 16 bits, and nobody listens at port 0; the last of these"
                    + " numbers does not even fit into an int", port).contains("port").contains(port);
        }
    }

    @Test
    @Order(7)
    void a_second_colon_is_a_mistake() {
        String guess = "Which of the two is the port, is anybody's guess: do not guess";
        assertThat(mistake("192.168.1.20:8080:9999", guess)).as("the message for two colons. %s, and do not leave the"
                + " sentence to Integer.parseInt", guess).isNotBlank().doesNotContain("input string");
    }

    @Test
    @Order(8)
    void connect_reaches_the_server() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                Socket socket = new ServerAddress("127.0.0.1", server.port()).connect(TIMEOUT);
                Socket accepted = server.accept()) {
            assertThat(socket.isClosed()).as("the socket that connect() returns is closed already: nobody can use it. A"
                    + " try (Socket ...) closes at its end, also after a return; here the caller closes it").isFalse();
            accepted.getOutputStream().write(42);
            assertThat(socket.getInputStream().read())
                    .as("the byte 42 that the server sent must arrive through the socket that connect() returns")
                    .isEqualTo(42);
        }
    }

    @Test
    @Order(9)
    void a_refused_connection_is_said_with_host_and_port() throws Exception {
        try (Socket notListening = new Socket()) {
            notListening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            ServerAddress address = new ServerAddress("127.0.0.1", notListening.getLocalPort());
            IOException e = thrown(IOException.class, "no program listens at " + address, "Connector.connect of lesson"
                    + " 1 throws an IOException with a sentence for the user", () -> address.connect(TIMEOUT));
            assertThat(e.getMessage()).as("the user must read what happened and where: did the server not start, or is"
                    + " the port wrong? Connector.connect says both").contains("refused").contains(address.toString());
        }
    }

    @Test
    @Order(10)
    void the_time_limit_is_kept() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            boolean silent = server.becomeBusy();
            ServerAddress address = new ServerAddress("127.0.0.1", server.port());
            try (Background<Socket> connecting = Background.call("connect with a limit of 0.3 s",
                    () -> address.connect(Duration.ofMillis(300)))) {
                IOException e = thrown(IOException.class, "a server does not answer", "without a time limit the system"
                        + " tries for minutes, and the user thinks the program hangs: hand the limit on to"
                        + " Connector.connect", connecting::await);
                assertThat(e.getMessage()).as("the user must read who did not answer: Connector.connect says it")
                        .contains(address.toString());
                assertThat(silent && e.getMessage().contains("refused")).as("your message says \"refused\", but nobody"
                        + " answered at all: then the address is wrong, or a firewall is in between. Connector.explain"
                        + " tells the two apart").isFalse();
            }
        }
    }

    private static String mistake(String text, String why) {
        return thrown(IllegalArgumentException.class, "parse(\"" + text + "\")", why + ". Say so at once, before"
                + " anybody waits for a connection: throw an IllegalArgumentException with a sentence of yours",
                () -> ServerAddress.parse(text, 9999)).getMessage();
    }
}
