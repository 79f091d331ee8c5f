package framebyframe.app;

import framebyframe.client.ReceiveLoop;
import framebyframe.client.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The whole viewer, put together from the lessons' classes. */
final class VideoClient {

    /** How long a window stays open when the server has ended the stream, so that a last picture can be read. */
    private static final long LINGER_SECONDS = 3;

    /** How much the system may hold in bytes: little, or a slow terminal would show the past. */
    static final int BUFFER = 64 * 1024;

    private final ViewOptions options;
    private final Long frames;
    private final StopSignal stop;
    private final PrintWriter out;

    /**
     * @param frames after how many to stop; null for never
     * @param stop is Ctrl-C's
     */
    VideoClient(ViewOptions options, Long frames, StopSignal stop, PrintWriter out) {
        this.options = options;
        this.frames = frames;
        this.stop = stop;
        this.out = out;
    }

    /**
     * Shows what comes, and says at the end how many frames that were.
     *
     * @param socket connected to a server; closed on every path
     * @throws IOException with a sentence for the user, if it did not end as asked
     */
    void watch(Socket socket) throws IOException, InterruptedException {
        try (socket) {
            socket.setReceiveBufferSize(BUFFER);
            receive(socket, new CountingView(options.open(out::println), stop, frames));
        }
    }

    private void receive(Socket socket, CountingView view) throws IOException, InterruptedException {
        SkipCounter decoder = new SkipCounter(new AnyDecoder());
        try (view) {
            long shown = new ReceiveLoop(decoder, view, options.timeout()).run(socket);
            if (!view.isStopped()) {
                serverEnded(view, shown);
            }
        } catch (SocketException e) {
            throw new IOException("the connection broke: " + e.getMessage(), e);
        } finally { // the view is closed: a terminal shows text again
            out.println(view.summary(decoder.skipped()));
            view.save(options.snapshot);
        }
    }

    private void serverEnded(CountingView view, long shown) throws IOException, InterruptedException {
        if (options.kind == ViewOptions.Kind.WINDOW) {
            CountDownLatch stopped = new CountDownLatch(1);
            view.onStop(stopped::countDown);
            stopped.await(LINGER_SECONDS, TimeUnit.SECONDS);
        }
        if (shown == 1) {
            throw new IOException("the server ended the stream after one picture, as it does when it has no room");
        }
        if (frames != null || shown == 0) {
            throw new IOException("the server ended the stream after " + shown + (frames == null ? "" : " of " + frames)
                    + " frames");
        }
        out.println("the server ended the stream");
    }
}
