package framebyframe.app;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;

/**
 * A listening socket for a whole class that connects at the same moment. In the queue before {@code accept()} there is
 * room for the article's 5, which lesson 1 keeps; beyond that the system drops connections. On Linux it drops some of
 * them silently: the viewer is connected, and no server knows of it.
 */
final class CrowdSocket extends ServerSocket {

    private static final int BACKLOG = 128;

    CrowdSocket() throws IOException {
    }

    @Override
    public void bind(SocketAddress address, int backlog) throws IOException {
        super.bind(address, BACKLOG);
    }
}
