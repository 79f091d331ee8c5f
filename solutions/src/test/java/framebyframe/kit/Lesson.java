package framebyframe.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A lesson's module as a learner gets it.
 *
 * @param folder the module's folder
 */
public record Lesson(Path folder) {

    /** The first line of every file that a lesson gets ready-made. */
    static final String GIVEN = "// Given: finished code that this lesson builds on. Nothing to do here.\n";

    private static final String NOT_DONE = "new UnsupportedOperationException(\"Exercise ";

    /** The kit's top folder: the one that holds the lessons. */
    public static Path kit() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("lesson-01-sockets"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** The four lessons, in order. */
    static List<Lesson> all() throws IOException {
        try (Stream<Path> folders = Files.list(kit())) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("lesson-0")).sorted()
                    .map(Lesson::new).toList();
        }
    }

    /** The lesson's main sources: their paths below src/main/java, and their texts. */
    Map<String, String> main() throws IOException {
        return read(folder.resolve("src/main/java"));
    }

    /** The lesson's test sources. */
    Map<String, String> tests() throws IOException {
        return read(folder.resolve("src/test/java"));
    }

    /** The names of the exercises' test classes, in their order. */
    List<String> exerciseTests() throws IOException {
        return new ArrayList<>(tests().keySet().stream().filter(path -> path.matches(".*/Exercise\\w+Test.java"))
                .map(path -> path.replace(".java", "").replace('/', '.')).sorted().toList());
    }

    /** The lesson's test resources. */
    Path testResources() {
        return folder.resolve("src/test/resources");
    }

    /** The finished code: all of it, of every lesson. */
    static Map<String, String> finished() throws IOException {
        return read(kit().resolve("solutions/src/main/java"));
    }

    /** The lesson's main sources with the finished classes in place of the unfinished ones. */
    Map<String, String> mainFinished() throws IOException {
        Map<String, String> finished = finished();
        Map<String, String> main = main();
        main.replaceAll((path, text) -> isUnfinished(text) ? finished.get(path) : text);
        return main;
    }

    static boolean isGiven(String text) {
        return text.startsWith(GIVEN);
    }

    static boolean isUnfinished(String text) {
        return text.contains(NOT_DONE);
    }

    private static Map<String, String> read(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                texts.put(root.relativize(file).toString().replace('\\', '/'), text(file));
            }
        }
        return texts;
    }

    /** A file's text; bytes that are no UTF-8 are replaced. */
    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
