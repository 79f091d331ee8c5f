package framebyframe.testing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A socket from which each read brings a few bytes only, as from a slow network, and which lets nobody guess more. */
public final class DribblingSocket extends Socket {

    private static final StackWalker CALLER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final int most;

    private DribblingSocket(int most) {
        this.most = most;
    }

    /**
     * Opens a pair of them, connected to each other.
     *
     * @param most how many bytes a read brings at most
     */
    public static SocketPair pair(int most) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()) {
            @Override
            public Socket accept() throws IOException {
                Socket accepted = new DribblingSocket(most);
                implAccept(accepted);
                return accepted;
            }
        }) {
            Socket client = new DribblingSocket(most);
            client.connect(listening.getLocalSocketAddress());
            SocketPair pair = new SocketPair(client, listening.accept());
            pair.client().setTcpNoDelay(true); // or each of many small pieces may wait 40 ms for the one before it
            pair.server().setTcpNoDelay(true);
            return pair;
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            private int nothing;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                nothing = length == 0 ? nothing + 1 : 0;
                if (nothing > 50) {
                    throw new AssertionError("read was asked for 0 bytes again and again: an endless loop.\nWhy: it"
                            + " brings 0 then, and never -1.\nTry: leave the loop when nothing is missing any more");
                }
                return super.read(buffer, offset, Math.min(most, length));
            }

            /** As from a network, a guess that helps nobody. Java's own streams may ask. */
            @Override
            public int available() {
                if (CALLER.getCallerClass().getName().startsWith("framebyframe.")) {
                    throw new AssertionError("available() was asked how much can be read.\nWhy: it is a guess, and may"
                            + " be 0 while bytes are on their way, or when none will ever come.\nTry: do without it;"
                            + " call read(), which waits for bytes, and says -1 at the end");
                }
                return 0;
            }
        };
    }
}
