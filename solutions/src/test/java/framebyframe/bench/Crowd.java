package framebyframe.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Viewers that take what comes and throw it away. However many they are, one thread reads for all of them: what is
 * measured is the server.
 */
final class Crowd implements Closeable {

    /** What the kit's own viewer asks the system for. */
    static final int VIEWERS_RECEIVE_BUFFER = 64 * 1024;

    private final InetSocketAddress server;
    private final int receiveBuffer;
    private final Selector selector = Selector.open();
    private final Set<SocketChannel> viewers = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytes = new AtomicLong();
    private final Thread reading = new Thread(this::read, "crowd");

    /**
     * @param port of the server on this machine
     * @param receiveBuffer how much the system may hold for each, in bytes; 0 for its own choice
     */
    Crowd(int port, int receiveBuffer) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.receiveBuffer = receiveBuffer;
        reading.setDaemon(true);
        reading.start();
    }

    /** One viewer more. */
    SocketChannel join() throws IOException {
        SocketChannel viewer = SocketChannel.open();
        if (receiveBuffer > 0) {
            viewer.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
        viewer.connect(server);
        viewers.add(viewer);
        viewer.configureBlocking(false);
        viewer.register(selector, SelectionKey.OP_READ);
        selector.wakeup();
        return viewer;
    }

    /** So many viewers more. */
    void join(int viewers) throws IOException {
        for (int i = 0; i < viewers; i++) {
            join();
        }
    }

    /**
     * One viewer less.
     *
     * @param rudely with a reset, as when its program is killed with frames still unread, and not with an ordinary end
     */
    void leave(SocketChannel viewer, boolean rudely) throws IOException {
        if (rudely && viewer.isOpen()) {
            viewer.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        viewers.remove(viewer);
        viewer.close();
    }

    /** How many bytes all of them have got, since the beginning. */
    long bytes() {
        return bytes.get();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
        try {
            while (selector.isOpen()) {
                selector.select(key -> drain(key, buffer));
            }
        } catch (ClosedSelectorException closed) {
            // close() was called
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drain(SelectionKey key, ByteBuffer buffer) {
        try {
            int count = ((SocketChannel) key.channel()).read(buffer.clear());
            if (count == -1) {
                key.channel().close();
            } else {
                bytes.addAndGet(count);
            }
        } catch (IOException leaving) {
            key.cancel();
        }
    }

    /** All of them leave. */
    @Override
    public void close() throws IOException {
        for (SocketChannel viewer : viewers) {
            viewer.close();
        }
        selector.close();
    }
}
