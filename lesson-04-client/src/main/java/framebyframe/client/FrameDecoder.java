// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.client;

import java.nio.ByteBuffer;
import org.opencv.core.Mat;

/** Turns the payload of a message back into a frame. Used by one thread. */
public interface FrameDecoder {

    /**
     * Decodes one frame.
     *
     * @param payload what came from the network, in an array, from the buffer's position to its limit; not changed
     * @param frame receives the picture: 8 bits a channel, blue-green-red or grey
     * @throws BadFrameException if the payload is no picture, a part of one, or a picture of absurd size
     */
    void decode(ByteBuffer payload, Mat frame) throws BadFrameException;
}
