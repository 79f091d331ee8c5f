// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.server;

import java.io.IOException;

/**
 * Something that frames can come from: a camera, a video file, the test pattern. Nothing is in use until
 * {@link #open()}, so a camera's light is off while nobody watches.
 */
public interface FrameSource {

    /**
     * Starts to capture.
     *
     * @return the capture, which the caller closes
     * @throws IOException with a sentence for the user, if there is no such camera or file, or it cannot be used
     */
    Capture open() throws IOException;
}
