package framebyframe.app;

import framebyframe.client.PictureConverter;
import framebyframe.client.StallDetector;
import framebyframe.client.StopSignal;
import framebyframe.framing.MessageReader;
import framebyframe.framing.MessageWriter;
import framebyframe.server.FrameEncoder;
import framebyframe.server.FrameSource;
import framebyframe.server.Mailbox;
import framebyframe.server.PatternSource;
import framebyframe.server.StreamLoop;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.opencv.core.Mat;

/**
 * One call, put together from the lessons' classes: a server's sending half and a client's receiving half on the same
 * connection, in threads of their own, so that neither direction waits for the other.
 *
 * <pre>
 *   source --> StreamLoop --> Mailbox --+
 *              (capture)                +-(send)-> MessageWriter ====> the other side
 *   say() --------> a queue of texts ---+
 *              view, lines <----------(receive)--- MessageReader <==== the other side
 * </pre>
 *
 * <p>Who calls may have reached a server, which reads nothing: it sends a greeting, and no more before it is greeted
 * in its turn. Who is called may have got a viewer, which knows nothing but frames: it sends those, and a greeting once
 * it has been greeted.
 */
final class VideoChat {

    private final Socket socket;
    private final boolean calling;
    private final ChatWindow window;
    private final CountingView view;
    private final Consumer<String> lines;
    private final Consumer<String> title;
    private final StallDetector in;
    private final SkipCounter decoder = new SkipCounter(new AnyDecoder());
    private final Mailbox mailbox = new Mailbox();

    /** What is to be said, at most a hundred lines; first of all the greeting. */
    private final Queue<TextMessage> texts = new ArrayBlockingQueue<>(100, true, List.of(new TextMessage("")));

    private volatile boolean greeted;
    private volatile long sent;
    private long sentBeforeTurn;
    private long sentBeforeSecond;

    /**
     * @param socket connected to the other side; closed by {@link #run}
     * @param calling true for the side that connected, false for the side that accepted
     * @param ctrlC hangs up
     * @param out is told what is said, where there is no window
     */
    VideoChat(Socket socket, boolean calling, ViewOptions options, StopSignal ctrlC, PrintWriter out)
            throws IOException {
        this.socket = socket;
        this.calling = calling;
        in = new StallDetector(socket, options.timeout(), this::nothingCame);
        window = options.kind == ViewOptions.Kind.WINDOW ? new ChatWindow(this::say) : null;
        view = new CountingView(window == null ? options.open(line -> { }) : window.window, ctrlC, null);
        title = window == null ? line -> { } : window.window::rename;
        Consumer<String> place = window != null ? window::say
                : options.kind == ViewOptions.Kind.NONE ? out::println : line -> { }; // no room beside the picture
        lines = line -> place.accept(LocalTime.now().truncatedTo(ChronoUnit.MINUTES) + " " + line);
    }

    /**
     * Talks until one side hangs up.
     *
     * @param source what is sent; if it cannot be opened, or fails, the test pattern goes out instead
     * @param options how it is sent
     * @param snapshot where the last picture that came is saved; null for nowhere
     * @return who hung up, and what has come, for people to read
     * @throws IOException if the other side stood still or broke the protocol, or the connection broke
     */
    String run(FrameSource source, SourceOptions options, Path snapshot) throws IOException, InterruptedException {
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(3, new DiscardPolicy());
        FrameEncoder encoder = options.format.encoder(options.quality);
        FrameEncoder shown = window == null ? encoder : Preview.around(encoder, window.own::showPicture);
        view.onStop(() -> {
            mailbox.close(); // after the last frame the other side reads the end, and hangs up as well
            threads.schedule(() -> { socket.close(); return null; }, 1, TimeUnit.SECONDS); // if it does not
        });
        try {
            socket.setSendBufferSize(VideoClient.BUFFER);
            socket.setReceiveBufferSize(VideoClient.BUFFER);
            socket.setTcpNoDelay(true);
            threads.submit(() -> { capture(source, new StreamLoop(options.width, shown)); return null; });
            threads.submit(() -> { send(); return null; });
            threads.scheduleAtFixedRate(this::measure, 1, 1, TimeUnit.SECONDS);
            receive();
        } catch (IOException e) {
            if (!view.isStopped() && (greeted || !(e instanceof SocketException))) {
                throw new IOException("the call broke off: " + e.getMessage(), e);
            } // else you hung up, or it was a server or a viewer: those leave without a goodbye
        } finally {
            socket.close();
            threads.shutdownNow(); // the source may be waiting for the time of the next frame
            threads.awaitTermination(5, TimeUnit.SECONDS); // and a camera may hang
            encoder.close();
            view.close();
            view.save(snapshot);
        }
        return this + ": " + (view.isStopped() ? "you" : "they") + " hung up; " + view.summary(decoder.skipped());
    }

    private void capture(FrameSource source, StreamLoop loop) throws IOException {
        try {
            loop.run(source, this::publish);
        } catch (IOException | RuntimeException e) { // OpenCV's own exceptions are RuntimeExceptions
            if (!socket.isClosed()) {
                lines.accept("SENDING: the test pattern (" + e.getMessage() + ")");
                loop.run(new PatternSource(640, 480, 30), this::publish);
            }
        }
    }

    private void publish(byte[] payload) throws IOException {
        if (socket.isClosed()) {
            throw new IOException("the call is over");
        }
        mailbox.put(payload);
    }

    private void send() throws IOException, InterruptedException {
        MessageWriter writer = new MessageWriter(socket.getOutputStream());
        for (Optional<byte[]> frame = mailbox.take(); frame.isPresent(); frame = mailbox.take()) {
            while ((calling || greeted) && !texts.isEmpty()) {
                writer.write(texts.remove().encode());
            }
            if (!calling || greeted) {
                writer.write(frame.get());
                sent++;
            }
        }
        socket.shutdownOutput();
    }

    private void receive() throws IOException, InterruptedException {
        MessageReader reader = new MessageReader(in, MessageReader.DEFAULT_LIMIT);
        PictureConverter converter = new PictureConverter();
        Mat frame = new Mat();
        try {
            while (reader.next()) {
                if (TextMessage.isOne(reader.payload())) {
                    String line = TextMessage.decode(reader.payload()).line();
                    greeted = true;
                    lines.accept(line.isEmpty() ? toString() : "they: " + line);
                    TimeUnit.MILLISECONDS.sleep(10); // a flood of texts waits in the network, not in Swing's queue
                } else if (!view.isStopped()) {
                    decoder.decode(reader.payload(), frame);
                    view.show(converter.toPicture(frame));
                    in.frameArrived();
                }
            }
        } finally {
            frame.release();
        }
    }

    /** A turn without a byte. Only a viewer never says anything; that it takes frames shows that it is there. */
    private void nothingCame(Duration age) {
        view.standsStill(age);
        if (!calling && !greeted && sent > sentBeforeTurn) {
            in.frameArrived();
        }
        sentBeforeTurn = sent;
    }

    private void measure() {
        title.accept(this + ", sending " + (sent - sentBeforeSecond) + " fps");
        sentBeforeSecond = sent;
    }

    /** Says a line to the other side, with the next frame. Never waits; may be called by any thread. */
    void say(String typed) {
        TextMessage text = new TextMessage(typed);
        boolean possible = greeted && !socket.isClosed() && !text.line().isEmpty();
        boolean said = possible && text.encode().length <= TextMessage.LIMIT && texts.offer(text);
        lines.accept((said ? "you: " : "NOT SENT (empty, too long, or they do not read): ") + text.line());
    }

    @Override
    public String toString() {
        return (greeted ? "VIDEO CHAT WITH " : calling ? "ONLY RECEIVING VIDEO FROM " : "ONLY SENDING VIDEO TO ")
                + ServerConsole.name(socket.getRemoteSocketAddress());
    }
}
