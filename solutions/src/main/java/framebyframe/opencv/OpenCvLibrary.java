package framebyframe.opencv;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import nu.pattern.OpenCV;
import org.opencv.core.Core;

/**
 * Loads OpenCV's native library, which every class of {@code org.opencv} needs.
 *
 * <p>The library stands in OpenCV's jar, and the system can only load it from a file. {@code OpenCV.loadLocally()}
 * unpacks 63 MB into a new temporary folder at every start, and a program that is killed leaves it behind. This class
 * unpacks it once, into {@code .cache/frame-by-frame} in the user's home, and every later start uses that file.
 */
public final class OpenCvLibrary {

    private static boolean loaded;

    private OpenCvLibrary() {
    }

    /**
     * Loads the library, if it is not loaded yet.
     *
     * @throws UnsatisfiedLinkError if there is none for this system
     * @throws UncheckedIOException if it cannot be unpacked
     */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "frame-by-frame");
        try {
            System.load(unpack(cache).toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack OpenCV's native library into " + cache
                    + ": may you write there, and is there room?", e);
        }
        loaded = true;
    }

    /**
     * Unpacks the library into a folder, unless it is there already.
     *
     * <p>It is unpacked under another name first and renamed in one step, so that whoever looks sees no library or a
     * whole one. The lock lets one of two programs that start at once do it; the system lifts it from a program that
     * is killed, and the next start writes over what that one left.
     *
     * @return the library's file
     */
    static synchronized Path unpack(Path cache) throws IOException {
        String[] names = resource().split("/");
        Path folder = cache.resolve("opencv-" + Core.VERSION + "-" + names[4] + "-" + names[5]);
        Path library = folder.resolve(names[6]);
        if (Files.exists(library)) {
            return library;
        }
        Files.createDirectories(folder);
        try (FileChannel file = FileChannel.open(folder.resolve("lock"), CREATE, WRITE)) {
            file.lock(); // until the file is closed
            if (Files.notExists(library)) {
                Path unpacked = folder.resolve("unpacking");
                copyTo(unpacked);
                Files.move(unpacked, library, StandardCopyOption.ATOMIC_MOVE);
            }
            return library;
        }
    }

    private static void copyTo(Path file) throws IOException {
        try (InputStream in = OpenCV.class.getResourceAsStream(resource())) {
            if (in == null) {
                throw new UnsatisfiedLinkError("org.openpnp:opencv has no library for this system: " + resource());
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The library's path inside the jar, such as {@code /nu/pattern/opencv/linux/x86_64/libopencv_java490.so}. */
    private static String resource() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String system = os.contains("win") ? "windows" : os.contains("mac") ? "osx" : "linux";
        String machine = switch (arch) {
            case "aarch64", "arm64" -> "ARMv8";
            case "arm" -> "ARMv7";
            case "x86", "i386", "i686" -> "x86_32";
            default -> "x86_64";
        };
        return "/nu/pattern/opencv/" + system + "/" + machine + "/" + System.mapLibraryName(Core.NATIVE_LIBRARY_NAME);
    }
}
