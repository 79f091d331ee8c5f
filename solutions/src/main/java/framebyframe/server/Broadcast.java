package framebyframe.server;

import framebyframe.framing.MessageWriter;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One source, one encoding, any number of viewers. The source is open only while somebody watches.
 *
 * <pre>
 *   source -> StreamLoop -> publish -+-> Mailbox -> serve -> viewer 1
 *             (one thread)           +-> Mailbox -> serve -> viewer 2    (a thread each)
 * </pre>
 */
public final class Broadcast implements ViewerHandler, Closeable {

    /**
     * How much the system may hold back for a viewer, in bytes. Left alone it holds megabytes, that is hundreds of
     * frames: a slow viewer would see the past, and the mailbox, which keeps the newest frame, would not help.
     */
    private static final int SEND_BUFFER = 64 * 1024;

    private final FrameSource source;
    private final StreamLoop loop;
    private final byte[] refusal;
    private final WriteWatchdog watchdog;
    private final ServerEvents events;
    private final Thread capturing = new Thread(this::capture, "capture");
    private final Set<Mailbox> mailboxes = new HashSet<>();
    private boolean abandoned;
    private boolean closed;

    /**
     * @param source opened when the first viewer comes, closed when the last one has left
     * @param loop brings its frames
     * @param refusal the encoded picture for a viewer that finds no room
     * @param patience how long a viewer may take nothing before it is dropped
     * @param events is told what happens
     */
    public Broadcast(FrameSource source, StreamLoop loop, byte[] refusal, Duration patience, ServerEvents events) {
        this.source = source;
        this.loop = loop;
        this.refusal = refusal;
        this.watchdog = new WriteWatchdog(patience);
        this.events = events;
        capturing.setDaemon(true); // a camera that hangs must not keep the program alive
        capturing.start();
    }

    /** Sends one viewer the newest frame, again and again, until it leaves or the frames end. */
    @Override
    public void serve(Socket viewer) throws IOException {
        SocketAddress address = viewer.getRemoteSocketAddress();
        WriteWatchdog.Watched out = watchdog.watch(viewer);
        Mailbox mailbox = new Mailbox();
        String reason = "the stream ended";
        long sent = 0;
        events.arrived(address);
        join(mailbox);
        try (out) {
            viewer.setSendBufferSize(SEND_BUFFER);
            viewer.setTcpNoDelay(true); // send the end of a frame now, not when it fills a packet
            MessageWriter writer = new MessageWriter(out);
            Optional<byte[]> payload;
            while ((payload = mailbox.take()).isPresent()) {
                writer.write(payload.get());
                sent++;
            }
        } catch (IOException e) {
            reason = out.isDropped() ? "dropped: " + watchdog.reason() : "the viewer left";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(mailbox);
            events.left(address, sent, mailbox.replaced(), reason);
        }
    }

    @Override
    public void refuse(Socket viewer) throws IOException {
        events.refused(viewer.getRemoteSocketAddress());
        try (WriteWatchdog.Watched out = watchdog.watch(viewer)) {
            new MessageWriter(out).write(refusal);
        }
    }

    private void capture() {
        while (awaitViewer()) {
            try {
                loop.run(source, this::publish);
                endStreams();
            } catch (IOException | RuntimeException | OutOfMemoryError e) { // OpenCV throws RuntimeExceptions
                failStreams(e);
            }
        }
    }

    private synchronized boolean awaitViewer() {
        abandoned = false;
        while (mailboxes.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return false; // close() interrupts
            }
        }
        return !closed;
    }

    private synchronized void join(Mailbox mailbox) {
        if (closed) {
            mailbox.close();
        }
        mailboxes.add(mailbox);
        notifyAll();
    }

    private synchronized void leave(Mailbox mailbox) {
        mailboxes.remove(mailbox);
    }

    private synchronized void publish(byte[] payload) throws IOException {
        if (mailboxes.isEmpty() || closed) {
            abandoned = true;
            throw new IOException("nobody is watching");
        }
        mailboxes.forEach(mailbox -> mailbox.put(payload));
    }

    private void endStreams() {
        synchronized (this) {
            if (abandoned) {
                return; // the last viewer left; one that has come since gets a stream of its own
            }
            dismiss();
        }
        events.sourceEnded();
    }

    private void failStreams(Throwable e) {
        synchronized (this) {
            if (closed) {
                return; // the failure is the interruption by close()
            }
            dismiss();
        }
        events.sourceFailed(e.getMessage());
    }

    /** Ends the streams. Who has the last frame still to get counts no longer: the source is not opened for it. */
    private void dismiss() {
        mailboxes.forEach(Mailbox::close);
        mailboxes.clear();
    }

    /** Ends every stream, closes the source, and returns when its thread has ended. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            mailboxes.forEach(Mailbox::close);
            capturing.interrupt(); // it may be waiting for the time of the next frame
        }
        try {
            capturing.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watchdog.close();
    }
}
