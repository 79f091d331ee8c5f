package framebyframe.app;

import framebyframe.server.Capture;
import framebyframe.server.FrameSource;
import java.io.IOException;
import org.opencv.core.Mat;

/** A source that ends after so many frames, however often it is opened: {@code --frames}. */
final class CountedSource implements FrameSource {

    private final FrameSource source;
    private long left;

    CountedSource(FrameSource source, long frames) {
        this.source = source;
        this.left = frames;
    }

    @Override
    public Capture open() throws IOException {
        Capture capture = source.open();
        return new Capture() {
            @Override
            public boolean read(Mat frame) throws IOException {
                return left-- > 0 && capture.read(frame);
            }

            @Override
            public void close() throws IOException {
                capture.close();
            }
        };
    }
}
