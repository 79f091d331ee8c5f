package framebyframe.server;

import java.io.IOException;

/**
 * Exercise 3.3: reads frames, makes them small, encodes them and sends them on, until somebody ends it.
 *
 * <p>The article: {@code while(vid.isOpened())} and what is inside, which ends with an error whoever ends it.
 */
public final class StreamLoop {

    private final int width;
    private final FrameEncoder encoder;

    /**
     * @param width of the frames that are sent, in pixels, 1 or more
     * @param encoder makes payloads of them; not closed by this class
     */
    public StreamLoop(int width, FrameEncoder encoder) {
        this.width = width;
        this.encoder = encoder;
    }

    /**
     * Streams until the source has no more frames, or the sink takes no more: both are an ordinary end.
     *
     * <p>Native memory that the loop takes for its pictures is given back on every path as well.
     *
     * @param source opened by this method; what {@code open} returns is closed on every path, once
     * @param sink takes one payload for each frame, such as {@code writer::write} for a single viewer
     * @return how many frames the sink took
     * @throws IOException if the source cannot be opened or fails, or a frame cannot be encoded
     */
    public long run(FrameSource source, FrameSink sink) throws IOException {
        throw new UnsupportedOperationException("Exercise 3.3: open the source; read, resize to " + width
                + " pixels, encode (" + encoder.getClass().getSimpleName() + ") and send frame after frame, and end "
                + "well; see this lesson's README, 3.3");
    }
}
