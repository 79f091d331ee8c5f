package framebyframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.framing.MessageReader;
import framebyframe.pattern.PatternCode;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Mat;

/** A viewer that reads messages, and sees in the test pattern which frame each one is. */
public final class ScriptedViewer implements Closeable {

    private final Socket socket;
    private final MessageReader reader;

    /** @param socket the viewer's side of the connection */
    public ScriptedViewer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) Patience.LIMIT.toMillis());
        reader = new MessageReader(socket.getInputStream(), MessageReader.DEFAULT_LIMIT);
    }

    /**
     * The next message's payload.
     *
     * @return null if the stream has ended
     * @throws AssertionError if nothing comes for {@link Patience#LIMIT}
     */
    public ByteBuffer next() throws IOException {
        try {
            return reader.next() ? reader.payload() : null;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the viewer got no frame for " + Patience.LIMIT.toMillis() / 1000.0
                    + " s, and the connection is still open: who is the server waiting for?");
        }
    }

    /**
     * The number of the next frame, which {@link RawEncoder} has encoded.
     *
     * @return -1 if the stream has ended
     */
    public long nextNumber() throws IOException {
        ByteBuffer payload = next();
        if (payload == null) {
            return -1;
        }
        Mat frame = RawEncoder.decode(payload);
        long number = number(frame);
        frame.release();
        return number;
    }

    /**
     * Checks that the next frames have these numbers.
     *
     * @param sender who sends them: if it has failed, its failure is the test's
     */
    public void expect(Background<?> sender, long... numbers) throws Exception {
        for (long expected : numbers) {
            long number = nextNumber();
            if (number == -1) {
                sender.await();
            }
            assertThat(number).as("the number of the frame that came (-1: the stream ended)").isEqualTo(expected);
        }
    }

    /**
     * All frames up to the end of the stream, opened as image files.
     *
     * @param sender who sends them: if it has failed, its failure is the test's
     */
    public List<Mat> filmToTheEnd(Background<?> sender) throws Exception {
        List<Mat> film = new ArrayList<>();
        ByteBuffer payload;
        while ((payload = next()) != null) {
            Mat frame = Pictures.open(Arrays.copyOf(payload.array(), payload.limit()));
            assertThat(frame).as("payload %d, opened as an image file (null: it is none)", film.size()).isNotNull();
            film.add(frame);
        }
        sender.await();
        return film;
    }

    /** The number that a frame of the test pattern carries. */
    public static long number(Mat frame) {
        return PatternCode.read(frame)
                .orElseThrow(() -> new AssertionError("what was sent is no frame of the test pattern, or a damaged "
                        + "one ("
                        + Pictures.shape(frame) + "). Was something sent although read() had returned false?"))
                .number();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
