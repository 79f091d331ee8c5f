package framebyframe.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Exercise 3.4: the accept loop, with a thread for each viewer, so that the second does not wait for the first.
 *
 * <p>The article: {@code while True: client_socket, addr = server_socket.accept()}, where the first client's loop
 * never ends and nobody else is served.
 */
public final class ViewerServer implements Closeable {

    /** How many are told at once that there is no room. Who comes beyond is hung up on, and costs no thread. */
    private static final int MAX_REFUSALS = 64;

    /** How long {@link #close()} waits for each viewer's thread, in milliseconds. */
    private static final long CLOSE_TIMEOUT = 5_000;

    private final ServerSocket listening;
    private final int maxViewers;
    private final ViewerHandler handler;
    private final Map<Socket, Thread> viewers = new HashMap<>(); // those who are being refused as well
    private int served;

    /**
     * @param listening a socket that listens already; {@link #close()} closes it
     * @param maxViewers how many viewers are served at once, 1 or more; who comes beyond is refused
     * @param handler serves them
     */
    public ViewerServer(ServerSocket listening, int maxViewers, ViewerHandler handler) {
        this.listening = listening;
        this.maxViewers = maxViewers;
        this.handler = handler;
    }

    /**
     * Accepts viewers and serves each in a thread of its own, until {@link #close()}.
     *
     * @throws IOException if accepting fails for any reason but {@link #close()}
     */
    public void run() throws IOException {
        while (true) {
            Socket viewer;
            try {
                viewer = listening.accept();
            } catch (SocketException e) {
                if (listening.isClosed()) {
                    return; // close() was called: nothing else ends a waiting accept()
                }
                throw e;
            }
            start(viewer);
        }
    }

    private synchronized void start(Socket viewer) throws IOException {
        boolean room = served < maxViewers;
        boolean crowded = !room && viewers.size() - served == MAX_REFUSALS;
        if (crowded || listening.isClosed()) { // closed after accept(): close() could not see this viewer
            viewer.close();
            return;
        }
        served += room ? 1 : 0;
        Thread thread = new Thread(() -> handle(viewer, room), "viewer " + viewer.getRemoteSocketAddress());
        viewers.put(viewer, thread);
        thread.start();
    }

    private void handle(Socket viewer, boolean room) {
        try (viewer) {
            if (room) {
                handler.serve(viewer);
            } else {
                handler.refuse(viewer);
            }
        } catch (IOException viewerLeft) {
            // viewers come and go: the others, and the server, go on
        } finally {
            synchronized (this) {
                viewers.remove(viewer);
                served -= room ? 1 : 0;
            }
        }
    }

    /** Stops accepting, closes every viewer's connection, and returns when their threads have ended. */
    @Override
    public void close() throws IOException {
        List<Thread> threads;
        synchronized (this) {
            listening.close();
            threads = List.copyOf(viewers.values());
            for (Socket viewer : viewers.keySet()) {
                viewer.close();
            }
        }
        for (Thread thread : threads) {
            try {
                thread.join(CLOSE_TIMEOUT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
