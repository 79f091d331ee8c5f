package framebyframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.server.Broadcast;
import framebyframe.server.PatternSource;
import framebyframe.server.ServerEvents;
import framebyframe.server.StreamLoop;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A broadcast of the test pattern, 100 frames a second, to viewers on this machine that buffer next to nothing. */
public final class LiveBroadcast implements Closeable {

    private static final int SMALL_BUFFER = 16 * 1024;

    private final Broadcast broadcast = new Broadcast(new PatternSource(320, 240, 100),
            new StreamLoop(320, new RawEncoder()), new byte[0], Patience.LIMIT.multipliedBy(4), new NoEvents());
    private final List<Closeable> sockets = new ArrayList<>();

    /** A viewer comes, and is served in a thread of its own. */
    public ScriptedViewer join() throws IOException {
        try (ServerSocket listening = new ServerSocket()) {
            listening.setReceiveBufferSize(SMALL_BUFFER);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Socket client = new Socket();
            client.setReceiveBufferSize(SMALL_BUFFER);
            client.connect(listening.getLocalSocketAddress());
            Socket server = listening.accept();
            server.setSendBufferSize(SMALL_BUFFER);
            sockets.add(client);
            sockets.add(server);
            Background.run("Broadcast.serve()", () -> {
                try (server) {
                    broadcast.serve(server);
                }
            });
            return new ScriptedViewer(client);
        }
    }

    /**
     * Lets a viewer watch so many frames, and checks that their numbers go up.
     *
     * @return the number of the last one
     */
    public long watch(ScriptedViewer viewer, int frames) throws IOException {
        long last = -1;
        for (int i = 0; i < frames; i++) {
            long number = viewer.nextNumber();
            assertThat(number).as("the number of a frame after frame %d (-1: the stream ended)", last)
                    .isGreaterThan(last);
            last = number;
        }
        return last;
    }

    /** Lets a viewer watch until it sees this frame or a later one, and counts the frames. */
    public int framesUntil(ScriptedViewer viewer, long number) throws IOException {
        int frames = 0;
        long last = -1;
        while (last < number) {
            long next = viewer.nextNumber();
            assertThat(next).as("the number of a frame after frame %d (-1: the stream ended)", last)
                    .isGreaterThan(last);
            last = next;
            frames++;
        }
        return frames;
    }

    @Override
    public void close() throws IOException {
        for (Closeable socket : sockets) {
            socket.close();
        }
        broadcast.close();
    }

    private static final class NoEvents implements ServerEvents {

        @Override
        public void arrived(SocketAddress viewer) {
            // seen in the sockets
        }

        @Override
        public void refused(SocketAddress viewer) {
            // seen in the sockets
        }

        @Override
        public void left(SocketAddress viewer, long sent, long skipped, String reason) {
            // seen in the sockets
        }

        @Override
        public void sourceEnded() {
            // seen in the sockets
        }

        @Override
        public void sourceFailed(String reason) {
            // seen in the sockets
        }
    }
}
