package framebyframe.kit;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.kit.LessonRun.Limits;
import framebyframe.kit.LessonRun.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No test fails now and then. {@code -Dkit.rounds=100}: so many rounds, one in five of them again with every processor
 * kept busy by something else.
 */
@Timeout(value = 4, unit = TimeUnit.HOURS)
class SteadinessProof {

    private static final int ROUNDS = Integer.getInteger("kit.rounds", 5);

    @TempDir
    Path work;

    static List<Lesson> lessons() throws IOException {
        return Lesson.all();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void each_round_is_green(Lesson lesson) throws Exception {
        assertGreen(lesson, ROUNDS);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void each_round_is_green_on_a_busy_machine(Lesson lesson) throws Exception {
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread other = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            }, "busy");
            other.start();
            others.add(other);
        }
        try {
            assertGreen(lesson, Math.max(1, ROUNDS / 5));
        } finally {
            others.forEach(Thread::interrupt);
        }
    }

    private void assertGreen(Lesson lesson, int rounds) throws Exception {
        List<String> all = new ArrayList<>();
        Collections.nCopies(rounds, lesson.exerciseTests()).forEach(all::addAll);
        List<Result> results = LessonRun.run(lesson, lesson.mainFinished(), work, Limits.USUAL, all);
        assertThat(results.stream().filter(result -> !result.passed())).as("%s, %d rounds", lesson, rounds).isEmpty();
        long tests = results.stream().map(result -> result.testClass() + result.name()).distinct().count();
        assertThat(results).hasSize(Math.toIntExact(tests * rounds));
    }
}
