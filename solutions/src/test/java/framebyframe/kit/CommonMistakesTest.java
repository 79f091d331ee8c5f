package framebyframe.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about common mistakes is the catalogue. {@code -Dkit.write} writes it anew. */
class CommonMistakesTest {

    private static final Path PAGE = Lesson.kit().resolve("docs/common-mistakes.md");

    private static final String TOP = """
            # Common mistakes

            What learners really write, exercise by exercise: %d wrong answers. For each, what one would see in a running
            program, what the kit says (a part of the message), and the idea that is missing. To be read before class, or
            after an evening on which nothing worked.

            `mvn verify -Pkit -pl solutions -Dit.test=MistakesProof` builds every one and proves that it is caught, by
            the test that is about it, with these words. This page is written from the same catalogue, by
            `mvn test -pl solutions -Dtest=CommonMistakesTest -Dkit.write`; linked beside each exercise is its part of the
            catalogue, with the lines of code in which each differs from the finished one.
            """;

    @Test
    void the_page_is_the_catalogue() throws IOException {
        String page = page();
        if (System.getProperty("kit.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/common-mistakes.md: run mvn test -pl solutions -Dtest=CommonMistakesTest -Dkit.write")
                .isEqualTo(page);
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder(String.format(TOP, Mistake.all().size()));
        String exercise = "";
        for (Mistake mistake : Mistake.all()) {
            if (!mistake.exercise().equals(exercise)) {
                exercise = mistake.exercise();
                page.append("\n## ").append(title(mistake)).append("\n\nAs code: [").append(exercise)
                        .append(".txt](../solutions/src/test/mistakes/").append(exercise).append(".txt)\n");
            }
            page.append("\n**").append(mistake.name()).append(".** ").append(mistake.fields().get("symptom"))
                    .append("\n\n> … ").append(plain(mistake.fields().get("says"))).append(" …\n\n")
                    .append(mistake.fields().get("idea")).append('\n');
        }
        return page.toString();
    }

    /** "2.3 the reassembly loop". */
    private static String title(Mistake mistake) throws IOException {
        Pattern title = Pattern.compile("@DisplayName\\(\"(" + Pattern.quote(mistake.exercise()) + " [^\"]+)\"\\)");
        return mistake.lesson().tests().values().stream().map(title::matcher).filter(Matcher::find)
                .findFirst().orElseThrow().group(1);
    }

    /** A message, in which nothing is Markdown. */
    private static String plain(String message) {
        return message.replaceAll("[\\\\`*_<>\\[\\]]", "\\\\$0");
    }
}
