// Given: finished code that this lesson builds on. Nothing to do here.
package framebyframe.server;

/** The image formats that a frame can travel in. */
public enum ImageFormat {

    /** Small, with a loss that a quality sets. */
    JPG(".jpg"),

    /** Without loss, compressed. */
    PNG(".png"),

    /** Without loss or compression: what the article's pickled array is. */
    BMP(".bmp");

    private final String extension;

    ImageFormat(String extension) {
        this.extension = extension;
    }

    /** The file name's ending, by which OpenCV chooses the format. */
    public String extension() {
        return extension;
    }
}
