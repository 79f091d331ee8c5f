package framebyframe.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A server on this machine that the test leads by the hand. */
public final class ScriptedServer implements Closeable {

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> waiting = new ArrayList<>();

    /** Listens at a free port. */
    public ScriptedServer() throws IOException {
        listening.setSoTimeout((int) Patience.LIMIT.toMillis());
    }

    /** The port it listens at. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Takes the next client. */
    public Socket accept() throws IOException {
        return listening.accept();
    }

    /**
     * Is too busy from now on: so many clients wait already that the system lets a new one wait outside.
     *
     * @return true if a new one gets no answer; some systems refuse him
     */
    public boolean becomeBusy() throws IOException {
        for (int i = 0; i < 10; i++) {
            Socket client = new Socket();
            waiting.add(client);
            try {
                client.connect(new InetSocketAddress(listening.getInetAddress(), port()), 200);
            } catch (IOException e) {
                return e instanceof SocketTimeoutException;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket client : waiting) {
            client.close();
        }
    }
}
