package framebyframe.app;

import framebyframe.Until;
import framebyframe.client.ImageDecoder;
import framebyframe.framing.MessageReader;
import framebyframe.framing.MessageWriter;
import framebyframe.pattern.PatternCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;

/** Stands between two chats, hands on each message, and notes the frames' numbers and the texts, for each direction. */
final class Wiretap implements AutoCloseable {

    /** What goes in one direction. */
    static final class Direction {

        private final List<Long> numbers = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private String end = "";

        /** The numbers of the frames, so far. */
        synchronized List<Long> numbers() {
            return List.copyOf(numbers);
        }

        /** The texts, so far; the greeting is an empty one. */
        synchronized List<String> texts() {
            return List.copyOf(texts);
        }

        /** How it ended; empty as long as it has not. */
        synchronized String end() {
            return end;
        }

        private synchronized void note(ByteBuffer payload, Mat frame) throws IOException {
            if (TextMessage.isOne(payload)) {
                texts.add(TextMessage.decode(payload).line());
            } else {
                new ImageDecoder().decode(payload, frame);
                numbers.add(PatternCode.read(frame).orElseThrow(() -> new IOException("a frame without a number"))
                        .number());
            }
        }

        private synchronized void ended(String how) {
            end = how;
        }
    }

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Direction calls = new Direction();
    private final Direction answers = new Direction();
    private final int target;

    /** @param target the port of the side that listens */
    Wiretap(int target) throws IOException {
        this.target = target;
        start(this::connect);
    }

    /** The port for the side that calls. */
    int port() {
        return listening.getLocalPort();
    }

    /** From the side that calls. */
    Direction calls() {
        return calls;
    }

    /** From the side that was called. */
    Direction answers() {
        return answers;
    }

    /** Waits until so many frames have passed in each direction. */
    void awaitFrames(int count) throws Exception {
        long seen = -1;
        while (Math.min(calls.numbers().size(), answers.numbers().size()) < count) {
            long before = seen;
            Until.holds("more frames pass, both ways: " + calls.numbers().size() + " and " + answers.numbers().size()
                    + "; " + calls.end() + "; " + answers.end(), () -> sum() > before);
            seen = sum();
        }
    }

    private long sum() {
        return (long) calls.numbers().size() + answers.numbers().size();
    }

    private void connect() {
        try {
            Socket caller = listening.accept();
            Socket called = new Socket(InetAddress.getLoopbackAddress(), target);
            start(() -> handOn(caller, called, calls));
            start(() -> handOn(called, caller, answers));
        } catch (IOException e) {
            calls.ended("not connected: " + e.getMessage());
        }
    }

    private static void handOn(Socket from, Socket to, Direction direction) {
        Mat frame = new Mat();
        try {
            MessageReader reader = new MessageReader(from.getInputStream(), MessageReader.DEFAULT_LIMIT);
            MessageWriter writer = new MessageWriter(to.getOutputStream());
            while (reader.next()) {
                byte[] payload = new byte[reader.payload().remaining()];
                reader.payload().get(payload);
                direction.note(reader.payload(), frame);
                writer.write(payload);
            }
            to.shutdownOutput();
            direction.ended("between two messages");
        } catch (IOException e) {
            direction.ended(e.toString());
        } finally {
            frame.release();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wiretap");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
