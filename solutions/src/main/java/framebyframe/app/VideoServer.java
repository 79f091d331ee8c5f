package framebyframe.app;

import framebyframe.pattern.NoticeCard;
import framebyframe.server.Broadcast;
import framebyframe.server.FrameEncoder;
import framebyframe.server.FrameSource;
import framebyframe.server.StreamLoop;
import framebyframe.server.ViewerServer;
import framebyframe.sockets.Listener;
import framebyframe.sockets.SocketAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The whole server, put together from the lessons' classes. It runs from its construction to {@link #close()}. */
final class VideoServer implements AutoCloseable {

    /** How long a viewer may take nothing before it is dropped. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long a viewer has to take the rest of a frame when the server ends, so that it sees a clean end. */
    private static final long LAST_FRAME_MILLIS = 1_000;

    private final ServerSocket listening = new CrowdSocket();
    private final Duration patience;
    private final FrameEncoder encoder;
    private final ServerConsole console;
    private final Broadcast broadcast;
    private final ViewerServer server;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    /**
     * Starts to listen.
     *
     * @param preview shows what is sent; null for none
     * @param out is told what happens, a line at a time
     * @throws IOException with a sentence for the user, if the address cannot be used
     */
    VideoServer(String host, int port, FrameSource source, ServerOptions options, Preview preview,
            Consumer<String> out) throws IOException {
        this(host, port, source, options, preview, out, PATIENCE);
    }

    /** The same with another patience. */
    VideoServer(String host, int port, FrameSource source, ServerOptions options, Preview preview,
            Consumer<String> out, Duration patience) throws IOException {
        this.patience = patience;
        Listener.listen(listening, resolve(host, port));
        encoder = options.format.encoder(options.quality);
        byte[] refusal = refusal(options.maxViewers);
        StreamLoop loop = new StreamLoop(options.width,
                preview == null ? encoder : Preview.around(encoder, preview.window::show));
        console = new ServerConsole(out, () -> end.complete(true));
        broadcast = new Broadcast(preview == null ? source : preview.around(source), loop, refusal, patience, console);
        server = new ViewerServer(listening, options.maxViewers, broadcast);
        new Thread(this::accept, "accept").start();
    }

    /** Where it listens: with port 0, the port that the system chose. */
    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** Ends {@link #awaitEnd()}; may be called by any thread. */
    void stop() {
        end.complete(false);
    }

    /**
     * Waits until {@link #stop()} is called, or the source has no more frames and the viewers have got the last one.
     *
     * @throws IOException if the server can accept no more viewers
     */
    void awaitEnd() throws IOException, InterruptedException {
        try {
            boolean sourceEnded = end.get();
            if (sourceEnded) {
                console.awaitNobody(patience.toMillis());
            }
        } catch (ExecutionException e) {
            throw new IOException("the server cannot accept viewers any more: " + e.getCause().getMessage(), e);
        }
    }

    private void accept() {
        try {
            server.run();
        } catch (IOException | RuntimeException | OutOfMemoryError e) { // the last: no more threads
            end.completeExceptionally(e);
        }
    }

    private byte[] refusal(int maxViewers) throws IOException {
        try (NoticeCard card = new NoticeCard("No room:", maxViewers + " are watching.", "Try again later.")) {
            return encoder.encode(card.frame());
        }
    }

    /** The address to listen at. */
    static InetSocketAddress resolve(String host, int port) throws IOException {
        try {
            return SocketAddresses.of(host, port);
        } catch (UnknownHostException e) {
            throw new IOException("--host " + host + ": no IPv4 address goes by this name", e);
        }
    }

    @Override
    public void close() throws IOException {
        broadcast.close(); // first: a viewer that waits for the next frame does not notice that its socket is closed
        try {
            console.awaitNobody(LAST_FRAME_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.close();
            encoder.close();
        }
    }
}
