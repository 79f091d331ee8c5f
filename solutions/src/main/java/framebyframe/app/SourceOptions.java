package framebyframe.app;

import framebyframe.server.CameraSource;
import framebyframe.server.FileSource;
import framebyframe.server.FrameSource;
import framebyframe.server.PatternSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options about what is sent. */
class SourceOptions {

    private static final double PATTERN_FPS = 30;

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(names = "--source", paramLabel = "camera:N|FILE|pattern",
            description = "A camera, a video (Motion JPEG .avi), images (frames/%%04d.png) or the test pattern.")
    String source;

    @Option(names = "--width", defaultValue = "320", paramLabel = "PIXELS",
            description = "Width of the frames that are sent; the height follows (default: ${DEFAULT-VALUE}).")
    int width;

    @Option(names = "--format", defaultValue = "jpg",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    PayloadFormat format;

    @Option(names = "--quality", defaultValue = "80", paramLabel = "0..100",
            description = "Quality of jpg (default: ${DEFAULT-VALUE}).")
    int quality;

    @Option(names = "--fps", paramLabel = "N", description = "Frames per second (default: the source's own rate).")
    Double fps;

    /** Refuses what nobody can send, with exit code 2. */
    void validate() {
        require(width >= 1 && width <= 10_000, "--width " + width + ": 1 to 10000 pixels expected");
        require(quality >= 0 && quality <= 100, "--quality " + quality + ": 0 to 100 expected");
        require(fps == null || fps > 0 && fps <= 1_000, "--fps " + fps + ": more than 0, at most 1000 expected");
        require(source == null || !source.isBlank(), "--source is empty: camera:0, a file or pattern expected");
        require(source == null || !source.startsWith("camera:") || source.matches("camera:[0-9]{1,3}"),
                "--source " + source + ": a camera is written camera:0, camera:1, ...");
    }

    final void require(boolean condition, String message) {
        Checks.require(condition, spec, message);
    }

    /** The source that {@code --source} names. */
    FrameSource open(String name) {
        double rate = fps == null ? Double.POSITIVE_INFINITY : fps; // infinite: the source's own
        if (name.equals("pattern")) {
            return new PatternSource(640, 480, fps == null ? PATTERN_FPS : fps);
        }
        if (name.startsWith("camera:")) {
            return new CameraSource(Integer.parseInt(name.substring("camera:".length())), rate);
        }
        return new FileSource(name, rate);
    }
}
