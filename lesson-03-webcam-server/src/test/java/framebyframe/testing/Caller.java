package framebyframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A viewer that tells {@link ScriptedHandler} what to do. */
public final class Caller implements Closeable {

    /** Stands for "nothing came, and the connection is still open". */
    private static final int SILENCE = -2;

    private final String name;
    private final Socket socket;

    private Caller(String name, Socket socket) {
        this.name = name;
        this.socket = socket;
    }

    /** Connects. That alone does not say that anybody has accepted: the system lets a few wait in a queue. */
    public static Caller connect(String name, int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Patience.LIMIT.toMillis());
        return new Caller(name, socket);
    }

    /** What has come of the connection: {@code served}, {@code refused}, {@code closed} or {@code ignored}. */
    public String fate() throws IOException {
        return switch (read()) {
            case ScriptedHandler.SERVED -> "served";
            case ScriptedHandler.REFUSED -> "refused";
            case SILENCE -> "ignored";
            default -> "closed";
        };
    }

    /** Checks that the server serves this viewer. */
    public Caller isServed(String why) throws IOException {
        assertThat(fate()).as("%s: %s", name, why).isEqualTo("served");
        return this;
    }

    /** Checks that the server refuses this viewer. */
    public Caller isRefused(String why) throws IOException {
        assertThat(fate()).as("%s: %s", name, why).isEqualTo("refused");
        return this;
    }

    /** Checks that the handler is still there for this viewer. */
    public void isAnswered(String why) throws IOException {
        say(ScriptedHandler.ANSWER);
        assertThat(read() == ScriptedHandler.ANSWER ? "answered" : "not answered").as("%s: %s", name, why)
                .isEqualTo("answered");
    }

    /** Checks that the server has closed this connection, or does so soon. */
    public void isHungUp(String why) throws IOException {
        assertThat(read() == SILENCE ? "open" : "closed").as("%s's connection: %s", name, why).isEqualTo("closed");
    }

    /** Lets serve() return. */
    public Caller leaves() throws IOException {
        return say(ScriptedHandler.LEAVE);
    }

    /** Lets serve() throw an IOException. */
    public Caller breaks() throws IOException {
        return say(ScriptedHandler.BREAK);
    }

    /** Lets serve() throw a RuntimeException. */
    public Caller meetsAMistake() throws IOException {
        return say(ScriptedHandler.MISTAKE);
    }

    private Caller say(int wish) throws IOException {
        socket.getOutputStream().write(wish);
        return this;
    }

    private int read() throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            return SILENCE;
        } catch (SocketException e) {
            return -1; // reset: closed as well
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
