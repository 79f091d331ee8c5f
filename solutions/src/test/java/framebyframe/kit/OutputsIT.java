package framebyframe.kit;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.Requirements;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a text shows as the output of a program is what the program prints. Directly above the block stands one of
 *
 * <pre>{@code
 * <!-- output of framebyframe.tryit.EchoDemo -->
 * <!-- output of framebyframe.tryit.EchoDemo client hello, asking framebyframe.tryit.EchoDemo server -->
 * <!-- output of framebyframe.tryit.EchoDemo server, asked by framebyframe.tryit.EchoDemo client hello -->
 * <!-- output of framebyframe.tryit.Chunks, roughly -->
 * <!-- output of lesson-02-framing with 2.1 done -->
 * }</pre>
 *
 * <p>A lesson is also shown "with nothing done" or "with all done". What may differ: see {@link Shown}.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OutputsIT {

    private static final Pattern SCREEN = Pattern.compile("(lesson-0\\S+) with (nothing|all|\\d\\.\\d) done");
    private static final Pattern PAIR = Pattern.compile("(.+), (asking|asked by) (.+)");

    @TempDir
    Path work;

    @Test
    void what_a_text_shows_is_what_the_program_prints() throws Exception {
        compare(shown -> !isUnfinished(shown.program()));
    }

    @Test
    void what_a_text_shows_of_an_unfinished_lesson_is_its_screen() throws Exception {
        compare(shown -> isUnfinished(shown.program()));
    }

    private static boolean isUnfinished(String program) {
        return program.matches("lesson-.* done") && !program.endsWith(" all done");
    }

    private void compare(Predicate<Shown> chosen) throws Exception {
        Programs programs = new Programs(work);
        List<String> wrong = new ArrayList<>();
        for (Text text : Text.all()) {
            for (Text.Block block : text.blocks()) {
                if (block.output() != null && chosen.test(Shown.by(block))) {
                    List<String> printed = print(programs, Shown.by(block));
                    if (!Shown.by(block).is(printed)) {
                        wrong.add(text.at(block.line()) + " shows something else than\n" + String.join("\n", printed));
                    }
                }
            }
        }
        assertThat(wrong).as("output that is not what the program prints").isEmpty();
    }

    private static List<String> print(Programs programs, Shown shown) throws Exception {
        Matcher screen = SCREEN.matcher(shown.program());
        Matcher pair = PAIR.matcher(shown.program());
        if (screen.matches()) {
            Lesson lesson = new Lesson(Lesson.kit().resolve(screen.group(1)));
            return programs.screen(lesson, code(lesson, screen.group(2)));
        }
        if (!pair.matches()) {
            return programs.run(shown.program());
        }
        return pair.group(2).equals("asking") ? programs.runAsking(pair.group(1), pair.group(3))
                : programs.runAskedBy(pair.group(1), pair.group(3), shown::is);
    }

    private static Map<String, String> code(Lesson lesson, String done) throws IOException {
        if (done.equals("all")) {
            return HalfDone.allDone(lesson);
        }
        Requirements.present(HalfDone.isUntouched(lesson), lesson + " as it comes, and somebody has worked in it");
        return done.equals("nothing") ? lesson.main() : HalfDone.doneUpTo(lesson, done);
    }
}
