package framebyframe.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A wrong answer as learners really write it, kept as the few lines in which it differs from the finished code.
 *
 * <p>The catalogue is {@code src/test/mistakes}, a file for each exercise, {@code 2.3.txt}, in this form:
 *
 * <pre>
 * # A single read                              its name, unique in the file
 * in: framing/ReassemblyLoop.java              the finished file that is changed
 * test: it_does_not_matter_where_the_network_cuts    the exercise test that must catch it, the first to fail, or
 * later: yes                                   ...an earlier one fails as well
 * says: one read returns what has arrived      words that the test's message must contain
 * symptom: The picture breaks.                 what one sees in a running program
 * idea: read() returns what is there.          the idea behind it
 * -        while (received &lt; count) {         lines to be replaced: they stand in the file once, indented or not
 * +        if (received &lt; count) {            the lines in their place; a further - begins the next replacement
 * </pre>
 *
 * @param exercise its number, such as 2.3
 * @param name what it is called
 * @param fields the lines before the first replacement
 * @param source the finished file with the replacements
 */
record Mistake(String exercise, String name, Map<String, String> fields, String source) {

    private static final List<String> FIELDS = List.of("in", "test", "says", "symptom", "idea");

    /** The whole catalogue, in the order of the exercises. */
    static List<Mistake> all() throws IOException {
        List<Mistake> all = new ArrayList<>();
        Map<String, String> finished = Lesson.finished();
        try (Stream<Path> files = Files.list(Lesson.kit().resolve("solutions/src/test/mistakes"))) {
            for (Path file : files.sorted().toList()) {
                String exercise = file.getFileName().toString().replace(".txt", "");
                for (String entry : Files.readString(file).split("(?m)^# ")) {
                    if (!entry.isBlank()) {
                        all.add(parse(exercise, entry, finished));
                    }
                }
            }
        }
        return all;
    }

    private static Mistake parse(String exercise, String entry, Map<String, String> finished) {
        String name = entry.lines().findFirst().orElseThrow().strip();
        Map<String, String> fields = new LinkedHashMap<>();
        List<Edit> edits = new ArrayList<>();
        char before = ' ';
        for (String line : entry.lines().skip(1).filter(line -> !line.isBlank()).toList()) {
            char sign = line.charAt(0);
            if (sign == '-' && before != '-') {
                edits.add(new Edit(new ArrayList<>(), new ArrayList<>()));
            }
            switch (sign) {
                case '-' -> edits.get(edits.size() - 1).old().add(line.substring(1).strip());
                case '+' -> edits.get(edits.size() - 1).changed().add(line.substring(1));
                default -> fields.put(line.split(": ", 2)[0], line.split(": ", 2)[1].strip());
            }
            before = sign;
        }
        if (!fields.keySet().containsAll(FIELDS) || edits.isEmpty()) {
            throw new AssertionError(exercise + " " + name + ": " + FIELDS + " and a replacement expected: " + fields);
        }
        List<String> lines = new ArrayList<>(finished.get("framebyframe/" + fields.get("in")).lines().toList());
        edits.forEach(edit -> edit.applyTo(lines, exercise + " " + name));
        return new Mistake(exercise, name, fields, String.join("\n", lines) + "\n");
    }

    /** Lines of the finished file, wherever they are indented, and the ones in their place. */
    private record Edit(List<String> old, List<String> changed) {

        void applyTo(List<String> lines, String mistake) {
            List<String> stripped = lines.stream().map(String::strip).toList();
            int at = Collections.indexOfSubList(stripped, old);
            if (at < 0 || at != Collections.lastIndexOfSubList(stripped, old)) {
                throw new AssertionError(mistake + ": these lines stand " + (at < 0 ? "nowhere" : "more than once")
                        + " in the finished file:\n" + String.join("\n", old));
            }
            lines.subList(at, at + old.size()).clear();
            lines.addAll(at, changed);
        }
    }

    /** The lesson that it belongs to. */
    Lesson lesson() throws IOException {
        return Lesson.all().get(exercise.charAt(0) - '1');
    }

    /** The tests that a learner comes by: those of its exercise, and of all before it. */
    List<String> tests() throws IOException {
        String last = "Exercise" + exercise.replace(".", "");
        return lesson().exerciseTests().stream()
                .filter(test -> test.substring(test.lastIndexOf('.') + 1, test.lastIndexOf('.') + 1 + last.length())
                        .compareTo(last) <= 0).toList();
    }

    /** The lesson's finished code with this mistake in it. */
    Map<String, String> main() throws IOException {
        Map<String, String> main = lesson().mainFinished();
        String path = "framebyframe/" + fields.get("in");
        if (main.put(path, source) == null) {
            throw new AssertionError(this + ": " + path + " is no file of " + lesson());
        }
        return main;
    }

    @Override
    public String toString() {
        return exercise + " " + name;
    }
}
