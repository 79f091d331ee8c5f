package framebyframe.tryit;

import framebyframe.sockets.Connector;
import framebyframe.sockets.Echo;
import framebyframe.sockets.EchoServer;
import framebyframe.sockets.Listener;
import framebyframe.sockets.SocketAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An echo server and its client, made of your own classes. */
public final class EchoDemo {

    private static final String HELP = """
            An echo server, and a client for it, at port 9999 of this machine. In one terminal:

              mvn -q compile exec:java -pl lesson-01-sockets "-Dexec.args=server"

            In another one:

              mvn -q compile exec:java -pl lesson-01-sockets "-Dexec.args=client hello"

            or, where there is netcat, a program that sends what you type (type a line, see
            it come back, end with Ctrl-D or Ctrl-C):

              nc 127.0.0.1 9999

            The server ends with Ctrl-C.
            """;

    private EchoDemo() {
    }

    /** @param args "server", or "client" and what it shall send, or nothing */
    public static void main(String[] args) {
        try {
            if (args.length > 0 && args[0].equals("server")) {
                serve();
            } else if (args.length > 1 && args[0].equals("client")) {
                ask(String.join(" ", args).substring("client ".length()));
            } else if (args.length > 0 && args[0].equals("client")) {
                System.out.println("What shall the client send? Add a text: \"-Dexec.args=client hello\"");
            } else {
                System.out.print(HELP);
            }
        } catch (IOException e) {
            System.out.println("Sorry: " + e.getMessage());
        } catch (UnsupportedOperationException e) {
            System.out.println("Not yet: " + e.getMessage());
        }
    }

    private static void serve() throws IOException {
        InetSocketAddress address = SocketAddresses.of("127.0.0.1", 9999);
        try (ServerSocket listening = new ServerSocket()) {
            Listener.listen(listening, address);
            System.out.println("LISTENING AT: " + listening.getLocalSocketAddress());
            new EchoServer(listening, System.out::println).run();
        }
    }

    private static void ask(String text) throws IOException {
        Socket server = Connector.connect("127.0.0.1", 9999, Duration.ofSeconds(3));
        byte[] echo = Echo.ask(server, text.getBytes(StandardCharsets.UTF_8));
        System.out.println("sent:     " + text);
        System.out.println("received: " + new String(echo, StandardCharsets.UTF_8));
    }
}
