// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.server;

import java.io.Closeable;
import java.io.IOException;
import org.opencv.core.Mat;

/** Turns a frame into the payload of a message. Used by one thread. */
public interface FrameEncoder extends Closeable {

    /**
     * Encodes one frame.
     *
     * @param frame 8 bits a channel, blue-green-red or grey; not changed
     * @return the payload: an array of its own, which nobody writes to any more
     * @throws IllegalArgumentException if the frame is empty
     * @throws IOException if the frame cannot be encoded
     */
    byte[] encode(Mat frame) throws IOException;

    /** Gives back native memory. */
    @Override
    void close();
}
