package framebyframe.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** A server socket that keeps a list of what is done with it, and can be told to fail. */
public final class WatchedServerSocket extends ServerSocket {

    private final List<String> calls = new ArrayList<>();
    private final IOException failure;
    private SocketAddress address;

    /** Works as any other. */
    public WatchedServerSocket() throws IOException {
        this(null);
    }

    /** @param failure what bind throws instead of binding */
    public WatchedServerSocket(IOException failure) throws IOException {
        this.failure = failure;
    }

    /** What was called, in order: "setReuseAddress(true)", "bind(backlog 5)". */
    public List<String> calls() {
        return calls;
    }

    /** The address that bind was given. */
    public SocketAddress address() {
        return address;
    }

    @Override
    public void setReuseAddress(boolean on) throws SocketException {
        calls.add("setReuseAddress(" + on + ")");
        super.setReuseAddress(on);
    }

    @Override
    public void bind(SocketAddress address) throws IOException {
        bind(address, 50); // what the JDK does when no backlog is given
    }

    @Override
    public void bind(SocketAddress address, int backlog) throws IOException {
        calls.add("bind(backlog " + backlog + ")");
        this.address = address;
        if (failure != null) {
            throw failure;
        }
        super.bind(address, backlog);
    }
}
