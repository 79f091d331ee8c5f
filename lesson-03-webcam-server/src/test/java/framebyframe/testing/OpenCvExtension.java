package framebyframe.testing;

import framebyframe.opencv.OpenCvLibrary;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Loads OpenCV's native library before the first test of a class that uses it. */
public final class OpenCvExtension implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        OpenCvLibrary.load();
    }
}
