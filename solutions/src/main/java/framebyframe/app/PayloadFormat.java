package framebyframe.app;

import framebyframe.server.FrameEncoder;
import framebyframe.server.ImageEncoder;
import framebyframe.server.ImageFormat;
import java.util.Locale;

/** What {@code --format} offers. */
enum PayloadFormat {
    JPG, PNG, BMP;

    FrameEncoder encoder(int quality) {
        return new ImageEncoder(ImageFormat.valueOf(name()), quality);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
