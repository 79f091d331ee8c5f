package framebyframe.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Gives a write the time limit that java.io does not have. A write to a viewer that reads nothing waits for ever; what
 * ends it is that another thread closes the socket.
 */
public final class WriteWatchdog implements Closeable {

    /** A write is cut into pieces of this size: a slow viewer that still takes something is told from a dead one. */
    private static final int SLICE = 16 * 1024;

    private final Duration patience;
    private final Set<Watched> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "write watchdog");
        thread.setDaemon(true);
        return thread;
    });

    /** @param patience how long a viewer may take nothing, at least 10 ms */
    public WriteWatchdog(Duration patience) {
        this.patience = patience;
        long period = patience.toMillis() / 10;
        clock.scheduleAtFixedRate(() -> streams.forEach(Watched::check), period, period, TimeUnit.MILLISECONDS);
    }

    /** Watches what is written to a socket, until the stream that is returned is closed. */
    public Watched watch(Socket socket) throws IOException {
        Watched stream = new Watched(socket);
        streams.add(stream);
        return stream;
    }

    /** Why a viewer was dropped, for people to read. */
    public String reason() {
        return "it took next to nothing for " + patience.toMillis() / 1000.0 + " s";
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** The socket's output stream, under watch. */
    public final class Watched extends OutputStream {

        private final Socket socket;
        private final OutputStream out;
        private volatile long since;
        private volatile boolean writing;
        private volatile boolean dropped;

        private Watched(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b});
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int end = offset + length;
            for (int start = offset; start < end; start += SLICE) {
                since = System.nanoTime();
                writing = true;
                try {
                    out.write(bytes, start, Math.min(SLICE, end - start));
                } finally {
                    writing = false;
                }
            }
        }

        /** True if the watchdog has closed the socket. */
        public boolean isDropped() {
            return dropped;
        }

        /** Ends the watch; the socket stays open. */
        @Override
        public void close() {
            streams.remove(this);
        }

        private void check() {
            if (!writing || System.nanoTime() - since < patience.toNanos()) {
                return;
            }
            dropped = true;
            try {
                socket.setSoLinger(true, 0); // what it has not taken is thrown away, not kept for it
                socket.close();
            } catch (IOException e) {
                streams.remove(this); // the socket is gone already
            }
        }
    }
}
