package framebyframe.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the kit's texts point at is there, and what they quote is the code that is compiled and tested. */
class TextsTest {

    private static final Path KIT = Lesson.kit();
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.])[1-9]\\.[1-9](?![\\d.]*\\d)");

    /** "exercise 2.3", "Exercises 2.1, 2.2 and 2.3". */
    private static final Pattern NAMED = Pattern.compile(
            "[Ee]xercises?\\s+(?:\\*\\s+)?[1-9]\\.[1-9](?:(?:,|,? and|,? or| to)\\s+[1-9]\\.[1-9])*(?![\\d.]*\\d)");

    /** "## 2.3 the reassembly loop". */
    private static final Pattern TITLED = Pattern.compile("#+\\s+([1-9]\\.[1-9])(?![\\d.]*\\d).*");

    @Test
    void every_link_leads_somewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Text text : Text.all()) {
            for (Text.Link link : text.links()) {
                if (!link.target().matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
                    whyDead(text, link.target())
                            .forEach(why -> dead.add(text.at(link.line()) + ": " + link.target() + why));
                }
            }
        }
        assertThat(dead).as("links that lead nowhere").isEmpty();
    }

    private static List<String> whyDead(Text text, String target) throws IOException {
        int hash = target.indexOf('#');
        String path = URI.create(hash < 0 ? target : target.substring(0, hash)).getPath();
        Path file = path.isEmpty() ? text.file() : text.file().resolveSibling(path).normalize();
        if (target.isEmpty() || path.startsWith("/") || !file.startsWith(KIT)) {
            return List.of(" is no relative path inside the kit");
        }
        if (!Files.exists(file)) {
            return List.of(": there is no such file");
        }
        if (hash < 0) {
            return List.of();
        }
        if (!file.toString().endsWith(".md")) {
            return List.of(": only texts have anchors; a line's number would not stay true");
        }
        return Text.of(file).anchors().contains(target.substring(hash + 1))
                ? List.of() : List.of(": there is no such heading");
    }

    @Test
    void every_picture_has_words_for_who_does_not_see_it() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Text text : Text.all()) {
            for (Text.Picture picture : text.pictures()) {
                if (picture.alternative() == null || picture.alternative().isBlank()) {
                    silent.add(text.at(picture.line()));
                }
            }
        }
        assertThat(silent).as("pictures without an alternative text").isEmpty();
    }

    @Test
    void every_block_of_java_stands_in_the_file_it_is_said_to_come_from() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Text text : Text.all()) {
            List<Integer> marked = new ArrayList<>();
            for (Text.Block block : text.blocks()) {
                if (block.source() != null || block.output() != null) {
                    marked.add(block.line() - 1);
                }
                if (block.source() != null) {
                    Path source = KIT.resolve(block.source());
                    if (!Files.exists(source) || !new Excerpt(block.code()).standsIn(Files.readAllLines(source))) {
                        wrong.add(text.at(block.line()) + ": not in " + block.source());
                    }
                } else if (block.language().equalsIgnoreCase("java")) {
                    wrong.add(text.at(block.line()) + ": the line above does not say where this comes from:"
                            + " <!-- from solutions/src/main/java/... -->");
                }
            }
            List<String> rest = text.withoutBlocks();
            for (int i = 0; i < rest.size(); i++) {
                if (Text.MARK.matcher(rest.get(i)).matches() && !marked.contains(i + 1)) {
                    wrong.add(text.at(i + 1) + ": no block follows in the next line");
                }
            }
        }
        assertThat(wrong).as("Java that is not the kit's code").isEmpty();
    }

    /** A row of a table with a column "Java": the code in it stands in a file that the row links to. */
    @Test
    void every_line_of_java_in_a_table_stands_in_the_file_beside_it() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Text text : Text.all()) {
            for (Text.Row row : text.rows()) {
                int java = row.heads().indexOf("Java");
                if (java >= 0 && java < row.cells().size()) {
                    String sources = sourcesBeside(text, row);
                    Text.codeSpans(row.cells().get(java)).stream().filter(code -> !sources.contains(code))
                            .forEach(code -> wrong.add(text.at(row.line()) + ": " + code));
                }
            }
        }
        assertThat(wrong).as("Java that is not in the file beside it").isEmpty();
    }

    /** The finished code of the files that the row links to: in a lesson, a learner's own may be there. */
    private static String sourcesBeside(Text text, Text.Row row) throws IOException {
        Map<String, String> finished = Lesson.finished();
        StringBuilder sources = new StringBuilder();
        for (Text.Link link : new Text(text.file(), row.cells()).links()) {
            Path source = text.file().resolveSibling(link.target());
            if (link.target().endsWith(".java") && Files.exists(source)) {
                String path = link.target().replaceFirst(".*src/main/java/", "");
                sources.append(finished.getOrDefault(path, Files.readString(source))).append('\n');
            }
        }
        return sources.isEmpty() ? String.join("\n", finished.values()) : sources.toString();
    }

    @Test
    void a_lesson_and_its_text_have_the_same_exercises() throws IOException {
        Map<String, Set<String>> inCode = new HashMap<>();
        Map<String, Set<String>> inText = new HashMap<>();
        for (Lesson lesson : Lesson.all()) {
            inCode.put(lesson.toString(), exercises(lesson));
            Path readme = lesson.folder().resolve("README.md");
            Set<String> numbers = Files.exists(readme) ? exercises(Text.of(readme)) : new TreeSet<>();
            numbers.removeIf(number -> !number.startsWith(digit(lesson)));
            inText.put(lesson.toString(), numbers);
        }
        assertThat(inText).as("the exercises that each lesson's README.md names, against its stubs and test classes")
                .isEqualTo(inCode);
    }

    @Test
    void every_exercise_that_is_named_anywhere_exists() throws IOException {
        Set<String> all = new TreeSet<>();
        for (Lesson lesson : Lesson.all()) {
            all.addAll(exercises(lesson));
        }
        List<String> wrong = new ArrayList<>();
        for (Text text : Text.all()) {
            exercises(text).stream().filter(number -> !all.contains(number))
                    .forEach(number -> wrong.add(KIT.relativize(text.file()) + ": " + number));
        }
        for (Lesson lesson : Lesson.all()) {
            lesson.main().forEach((path, code) -> exercises(code).stream().filter(number -> !all.contains(number))
                    .forEach(number -> wrong.add(lesson + ", " + path + ": " + number)));
        }
        assertThat(wrong).as("exercises that do not exist; these do: %s", all).isEmpty();
    }

    /** The exercises of a lesson: those that its unfinished files name, and those that have a test class. */
    private static Set<String> exercises(Lesson lesson) throws IOException {
        Set<String> numbers = new TreeSet<>();
        lesson.main().values().stream().filter(Lesson::isUnfinished).forEach(code -> numbers.addAll(exercises(code)));
        lesson.tests().forEach((path, code) -> {
            Matcher name = Pattern.compile(".*/Exercise(\\d)(\\d)\\w*Test\\.java").matcher(path);
            if (name.matches()) {
                numbers.add(name.group(1) + "." + name.group(2));
                numbers.addAll(exercises(code));
            }
        });
        numbers.removeIf(number -> !number.startsWith(digit(lesson)));
        return numbers;
    }

    /** The exercises that a text names: in a sentence, in a heading, or in a table with a column of exercises. */
    private static Set<String> exercises(Text text) {
        Set<String> numbers = exercises(String.join("\n", text.lines()));
        for (String line : text.withoutBlocks()) {
            Matcher title = TITLED.matcher(line);
            if (title.matches()) {
                numbers.add(title.group(1));
            }
        }
        for (Text.Row row : text.rows()) {
            int column = row.heads().indexOf("exercise");
            if (column >= 0 && column < row.cells().size()) {
                numbers.addAll(numbers(row.cells().get(0) + " " + row.cells().get(column)));
            }
        }
        return numbers;
    }

    /** The exercises that a piece of text or code names in a sentence. */
    private static Set<String> exercises(String text) {
        Set<String> numbers = new TreeSet<>();
        NAMED.matcher(text).results().forEach(match -> numbers.addAll(numbers(match.group())));
        return numbers;
    }

    private static Set<String> numbers(String words) {
        return NUMBER.matcher(words).results().map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String digit(Lesson lesson) {
        return lesson.toString().substring("lesson-0".length(), "lesson-0".length() + 1);
    }
}
