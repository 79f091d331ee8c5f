// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.server;

import framebyframe.pattern.TestPattern;
import java.io.IOException;
import org.opencv.core.Mat;

/** The moving test pattern: a source for machines without a camera, and for tests that must know every frame. */
public final class PatternSource implements FrameSource {

    private final int width;
    private final int height;
    private final double fps;

    /**
     * @param width in pixels, at least {@link TestPattern#MIN_WIDTH}
     * @param height in pixels, at least {@link TestPattern#MIN_HEIGHT}
     * @param fps frames per second, more than 0
     */
    public PatternSource(int width, int height, double fps) {
        this.width = width;
        this.height = height;
        this.fps = fps;
    }

    @Override
    public Capture open() {
        TestPattern pattern = new TestPattern(width, height);
        Pacer pacer = new Pacer(fps);
        return new Capture() {
            private long number;

            @Override
            public boolean read(Mat frame) throws IOException {
                pacer.await();
                pattern.draw(frame, number++, TestPattern.now());
                return true;
            }

            @Override
            public void close() {
                pattern.close();
            }
        };
    }

    @Override
    public String toString() {
        return "test pattern";
    }
}
