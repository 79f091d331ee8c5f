package framebyframe.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each lesson's README.md has the parts that a learner without a teacher needs, in their order, and no more words. */
class LessonTextsTest {

    private static final int MOST_WORDS = 1_500;

    private static final List<String> PARTS_OF_AN_EXERCISE = List.of("**The idea.**", "**Your task.**",
            "**What the tests check.**", "<summary>Hint 1: ", "<summary>Hint 2: ", "<summary>Hint 3: ");

    private static final List<String> LAST_PARTS = List.of("What you can now do", "See it run", "To think about",
            "Compare with the finished code");

    /** "2.3 the reassembly loop", the name of an exercise's tests. */
    private static final Pattern NAME = Pattern.compile("@DisplayName\\(\"([1-9]\\.[1-9] [^\"]+)\"\\)");

    @Test
    void a_lesson_is_short() throws IOException {
        Map<String, Integer> words = new TreeMap<>();
        for (Lesson lesson : Lesson.all()) {
            words.put(lesson.toString(), text(lesson).words());
        }
        assertThat(words).as("words of each lesson").allSatisfy((lesson, count) ->
                assertThat(count).as(lesson).isLessThanOrEqualTo(MOST_WORDS));
    }

    @Test
    void a_lesson_begins_with_its_name() throws IOException {
        for (Lesson lesson : Lesson.all()) {
            String name = Files.readString(lesson.folder().resolve("pom.xml"))
                    .replaceFirst("(?s).*<name>(Lesson [^<]*)</name>.*", "$1");
            assertThat(text(lesson).lines().get(0)).isEqualTo("# " + name);
        }
    }

    @Test
    void every_exercise_has_a_part_with_its_name_and_the_last_parts_follow() throws IOException {
        for (Lesson lesson : Lesson.all()) {
            List<String> expected = new ArrayList<>(names(lesson));
            expected.addAll(LAST_PARTS);
            List<String> parts = new ArrayList<>(text(lesson).parts().keySet());
            parts.removeIf(part -> !part.matches("\\d\\.\\d .*") && !LAST_PARTS.contains(part));
            assertThat(parts).as("the headings in %s", lesson).usingElementComparator(String::compareToIgnoreCase)
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void every_exercise_has_the_parts_that_teach_it() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Lesson lesson : Lesson.all()) {
            text(lesson).parts().forEach((heading, part) -> {
                if (heading.matches("\\d\\.\\d .*")) {
                    missing(part).forEach(what -> wrong.add(lesson + ", " + heading + ": " + what));
                }
            });
        }
        assertThat(wrong).as("what an exercise's text lacks").isEmpty();
    }

    private static List<String> missing(Text part) {
        List<String> missing = new ArrayList<>();
        String all = String.join("\n", part.lines());
        int from = 0;
        for (String mark : PARTS_OF_AN_EXERCISE) {
            int at = all.indexOf(mark, from);
            if (at == -1) {
                missing.add("no " + mark + " in its place");
            } else {
                from = at;
            }
        }
        boolean drawn = part.blocks().stream().anyMatch(block -> block.source() == null && block.output() == null);
        if (part.pictures().isEmpty() && !drawn) {
            missing.add("no picture, and no drawing in a block");
        }
        if (part.rows().stream().noneMatch(row -> row.heads().contains("Java")
                && row.heads().stream().anyMatch(head -> head.startsWith("Python")))) {
            missing.add("no table with Python beside Java");
        }
        return missing;
    }

    /** What is folded is Markdown only after an empty line. */
    @Test
    void what_is_folded_can_be_unfolded() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Text text : Text.all()) {
            List<String> lines = text.withoutBlocks();
            int open = 0;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                open += line.contains("<details>") ? 1 : 0;
                open -= line.contains("</details>") ? 1 : 0;
                boolean glued = line.contains("</summary>") && !text.lines().get(i + 1).isBlank();
                if (open < 0 || open > 1 || glued) {
                    wrong.add(text.at(i + 1));
                    open = 0;
                }
            }
            if (open != 0) {
                wrong.add(text.at(lines.size()));
            }
        }
        assertThat(wrong).as("<details> that never ends, or a <summary> with no empty line after it").isEmpty();
    }

    private static List<String> names(Lesson lesson) throws IOException {
        return lesson.tests().values().stream().flatMap(code -> NAME.matcher(code).results())
                .map(name -> name.group(1)).sorted().collect(Collectors.toList());
    }

    private static Text text(Lesson lesson) throws IOException {
        return Text.of(lesson.folder().resolve("README.md"));
    }
}
