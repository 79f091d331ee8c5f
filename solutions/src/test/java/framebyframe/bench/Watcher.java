package framebyframe.bench;

import framebyframe.client.ImageDecoder;
import framebyframe.client.RateMeter;
import framebyframe.framing.MessageReader;
import framebyframe.pattern.PatternCode;
import framebyframe.pattern.TestPattern;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/** A viewer that decodes every frame and notes how old it is then, by the time that the test pattern carries. */
final class Watcher implements AutoCloseable {

    private final Socket socket = new Socket();
    private final List<Double> ages = new ArrayList<>();
    private final RateMeter rate = new RateMeter();
    private final Thread watching = new Thread(this::watch, "watcher");
    private volatile boolean counting;
    private volatile boolean leaving;
    private IOException failure;

    /** @param port of a server on this machine that sends the test pattern */
    Watcher(int port) throws IOException {
        socket.setReceiveBufferSize(Crowd.VIEWERS_RECEIVE_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        watching.setDaemon(true);
        watching.start();
    }

    /** Whether what comes from now on is noted. */
    void count(boolean on) {
        counting = on;
    }

    private void watch() {
        Mat frame = new Mat();
        try {
            MessageReader reader = new MessageReader(socket.getInputStream(), MessageReader.DEFAULT_LIMIT);
            ImageDecoder decoder = new ImageDecoder();
            while (reader.next()) {
                decoder.decode(reader.payload(), frame);
                long now = TestPattern.now();
                Optional<PatternCode.Reading> reading = PatternCode.read(frame);
                if (counting && reading.isPresent()) {
                    ages.add((now - reading.get().micros()) / 1e3);
                    rate.tick();
                }
            }
        } catch (IOException e) {
            failure = leaving ? null : e;
        } finally {
            frame.release();
        }
    }

    /** Leaves, and returns the age of each frame in milliseconds. */
    List<Double> ages() throws IOException, InterruptedException {
        leaving = true;
        close();
        watching.join();
        if (failure != null) {
            throw failure;
        }
        return ages;
    }

    /** How many frames a second came; after {@link #ages()}. */
    double perSecond() {
        return rate.perSecond();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
