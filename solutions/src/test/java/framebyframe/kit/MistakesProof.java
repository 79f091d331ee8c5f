package framebyframe.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import framebyframe.kit.LessonRun.Limits;
import framebyframe.kit.LessonRun.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No wrong answer of the catalogue passes, and each is told what is wrong. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class MistakesProof {

    @TempDir
    Path work;

    /** All of them, or with -Dkit.mistakes=2.3 those of one exercise. */
    static List<Mistake> mistakes() throws IOException {
        return Mistake.all().stream()
                .filter(mistake -> mistake.exercise().startsWith(System.getProperty("kit.mistakes", ""))).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    @Execution(ExecutionMode.CONCURRENT)
    void is_caught_by_the_test_that_is_about_it(Mistake mistake) throws Exception {
        List<Result> results = LessonRun.run(mistake.lesson(), mistake.main(), work, Limits.BRISK, mistake.tests());
        List<Result> failures = results.stream().filter(result -> !result.passed()).toList();
        assertThat(failures).as("a wrong answer passes: " + mistake).isNotEmpty();
        String test = mistake.fields().get("test").replace('_', ' ');
        Result caught = failures.stream().filter(result -> result.exercise().equals(mistake.exercise()))
                .filter(result -> result.name().equals(test)).findFirst()
                .orElseGet(() -> fail("\"%s\" does not fail, but these do:%n%s", test, failures));
        assertThat(caught.message().replaceAll("\\s+", " ")).as("what the learner reads, in one line")
                .contains(mistake.fields().get("says"));
        if (!mistake.fields().containsKey("later")) {
            assertThat(caught).as("the first failure").isEqualTo(failures.get(0));
        }
    }

    @Test
    void there_are_enough_of_them() throws IOException {
        List<Mistake> all = Mistake.all();
        assertThat(all).hasSizeGreaterThanOrEqualTo(120);
        assertThat(all.stream().map(Mistake::toString)).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(mistake -> assertThat(mistake.fields().get("says")).as("%s", mistake)
                .hasSizeGreaterThan(15));
        assertThat(all.stream().filter(mistake -> mistake.fields().containsKey("later")).count())
                .as("caught by a later test, at most one in ten").isLessThanOrEqualTo(all.size() / 10);
        assertThat(all.stream().map(Mistake::exercise).distinct()).hasSize(21);
        assertThat(all.stream().map(Mistake::exercise).distinct()).allSatisfy(exercise ->
                assertThat(all.stream().filter(mistake -> mistake.exercise().equals(exercise)).count())
                        .as(exercise).isGreaterThanOrEqualTo(5));
    }
}
