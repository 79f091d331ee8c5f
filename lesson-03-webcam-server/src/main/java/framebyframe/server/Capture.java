// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.server;

import java.io.Closeable;
import java.io.IOException;
import org.opencv.core.Mat;

/** A source of frames that is open. Used by one thread. */
public interface Capture extends Closeable {

    /**
     * Waits for the next frame and reads it.
     *
     * @param frame receives the picture: 8 bits a channel, blue-green-red or grey; its old content is given up
     * @return false if there are no more frames; {@code frame} is then undefined
     * @throws IOException if the source fails: a camera that was unplugged, say
     */
    boolean read(Mat frame) throws IOException;
}
