package framebyframe.app;

import framebyframe.client.PictureConverter;
import framebyframe.client.VideoWindow;
import framebyframe.server.Capture;
import framebyframe.server.FrameEncoder;
import framebyframe.server.FrameSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.function.Consumer;
import org.opencv.core.Mat;

/** Shows in a window what the server sends: the article's {@code cv2.imshow('TRANSMITTING VIDEO', frame)}. */
final class Preview implements AutoCloseable {

    private static final String IDLE = "nobody is watching: the source is closed";

    final VideoWindow window = new VideoWindow("TRANSMITTING VIDEO");

    /** @param onStop what to do when the user ends it */
    Preview(Runnable onStop) {
        window.showNotice(IDLE);
        window.onStop(onStop);
    }

    /** An encoder that shows each frame on a screen before it encodes it. */
    static FrameEncoder around(FrameEncoder encoder, Consumer<BufferedImage> screen) {
        PictureConverter converter = new PictureConverter();
        return new FrameEncoder() {
            @Override
            public byte[] encode(Mat frame) throws IOException {
                screen.accept(converter.toPicture(frame));
                return encoder.encode(frame);
            }

            @Override
            public void close() {
                encoder.close();
            }
        };
    }

    /** A source that says in the window when it is closed, so that nobody takes the last frame for a live one. */
    FrameSource around(FrameSource source) {
        return () -> {
            Capture capture = source.open();
            return new Capture() {
                @Override
                public boolean read(Mat frame) throws IOException {
                    return capture.read(frame);
                }

                @Override
                public void close() throws IOException {
                    capture.close();
                    window.showNotice(IDLE);
                }
            };
        };
    }

    @Override
    public void close() {
        window.close();
    }
}
