package framebyframe.app;

import framebyframe.pickle.PickleEncoder;
import framebyframe.server.FrameEncoder;
import framebyframe.server.ImageEncoder;
import framebyframe.server.ImageFormat;
import java.util.Locale;

/** What {@code --format} offers. */
enum PayloadFormat {
    JPG, PNG, BMP,

    /** The article's own, for its Python client. */
    PICKLE;

    FrameEncoder encoder(int quality) {
        return this == PICKLE ? new PickleEncoder() : new ImageEncoder(ImageFormat.valueOf(name()), quality);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
