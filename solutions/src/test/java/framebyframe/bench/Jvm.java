package framebyframe.bench;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** How to start a Java program of this class path in a process of its own. */
final class Jvm {

    /** All of the heap is touched at the start, so that what a process grows by later is no heap. */
    private static final List<String> OPTIONS = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch",
            "--enable-native-access=ALL-UNNAMED");

    private Jvm() {
    }

    /** The command line: the same JVM options for all that is compared. */
    static List<String> command(Class<?> main, Object... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        return command;
    }

    /** Inside Maven, the system property names Maven's own class path; the loader knows ours. */
    private static String classPath() {
        if (!(Jvm.class.getClassLoader() instanceof URLClassLoader loader)) {
            return System.getProperty("java.class.path");
        }
        StringJoiner paths = new StringJoiner(File.pathSeparator);
        try {
            for (URL url : loader.getURLs()) {
                paths.add(Path.of(url.toURI()).toString());
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return paths.toString();
    }
}
