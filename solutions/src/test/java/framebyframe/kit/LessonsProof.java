package framebyframe.kit;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.kit.LessonRun.Limits;
import framebyframe.kit.LessonRun.Result;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

/** What must hold of the lessons as a learner gets them. Run by {@code mvn verify -Pkit -pl solutions}. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LessonsProof {

    @TempDir
    Path work;

    static List<Lesson> lessons() throws IOException {
        return Lesson.all();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void each_test_fails_on_the_untouched_lesson_because_its_exercise_is_not_done(Lesson lesson) throws Exception {
        assertThat(LessonRun.run(lesson, lesson.main(), work, Limits.SHORT)).isNotEmpty().allSatisfy(result -> {
            assertThat(result.passed()).as("%s", result).isFalse();
            assertThat(result.message()).contains("Exercise " + result.exercise() + ":");
        });
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void each_test_passes_on_the_lesson_with_the_finished_classes(Lesson lesson) throws Exception {
        assertThat(LessonRun.run(lesson, lesson.mainFinished(), work, Limits.USUAL))
                .isNotEmpty().allMatch(Result::passed);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void no_test_passes_if_every_exercise_is_an_endless_loop(Lesson lesson) throws Exception {
        Map<String, String> main = Stubs.replaced(lesson.main(), Stubs.ENDLESS_LOOP);
        assertThat(main).isNotEqualTo(lesson.main());
        assertThat(LessonRun.run(lesson, main, work, Limits.SHORT)).isNotEmpty().noneMatch(Result::passed);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void no_test_passes_if_every_exercise_returns_a_default_value(Lesson lesson) throws Exception {
        Map<String, String> main = Stubs.replaced(lesson.main(), Stubs.DEFAULT_VALUE);
        assertThat(main).isNotEqualTo(lesson.main());
        assertThat(LessonRun.run(lesson, main, work, Limits.SHORT)).isNotEmpty().noneMatch(Result::passed);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void every_given_file_is_the_finished_one(Lesson lesson) throws Exception {
        Map<String, String> finished = Lesson.finished();
        assertThat(lesson.main()).allSatisfy((path, text) -> {
            if (Lesson.isGiven(text)) {
                assertThat(text).isEqualTo(Lesson.GIVEN + finished.get(path));
            } else if (!path.startsWith("framebyframe/tryit/")) {
                assertThat(text).as("%s is neither given nor unfinished", path).matches(Lesson::isUnfinished);
            }
        });
    }

    @Test
    void a_test_helper_is_the_same_in_every_lesson() throws Exception {
        Map<String, String> first = new TreeMap<>();
        for (Lesson lesson : Lesson.all()) {
            Map<String, String> tests = lesson.tests();
            tests.put("resources", resources(lesson));
            assertThat(tests).allSatisfy((path, text) ->
                    assertThat(text).as("%s in %s", path, lesson).isEqualTo(first.getOrDefault(path, text)));
            first.putAll(tests);
        }
    }

    private static String resources(Lesson lesson) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(lesson.testResources())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(lesson.testResources().relativize(file)).append('\n').append(Files.readString(file));
            }
        }
        return all.toString();
    }

    /** With Maven as a learner runs it, in a copy of the kit in which nothing else was ever built. */
    @ParameterizedTest
    @MethodSource("lessons")
    void maven_finds_a_finished_lesson_green_by_itself(Lesson lesson) throws Exception {
        copyKit(work);
        Path main = work.resolve(lesson.toString()).resolve("src/main/java");
        for (Map.Entry<String, String> source : lesson.mainFinished().entrySet()) {
            Files.writeString(main.resolve(source.getKey()), source.getValue());
        }
        boolean windows = File.separatorChar == '\\';
        Path maven = Path.of(System.getProperty("kit.maven"), "bin", windows ? "mvn.cmd" : "mvn");
        Process process = new ProcessBuilder(maven.toString(), "-B", "test", "-pl", lesson.toString())
                .directory(work.toFile()).redirectErrorStream(true)
                .redirectOutput(work.resolve("output.txt").toFile()).start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(work.resolve("output.txt")))
                .contains("BUILD SUCCESS").contains("tests pass").doesNotContain("[WARNING]");
    }

    private static void copyKit(Path to) throws IOException {
        try (Stream<Path> files = Files.walk(Lesson.kit())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path path = Lesson.kit().relativize(file);
                boolean built = Stream.of("target", ".git")
                        .anyMatch(name -> path.toString().contains(name + File.separator));
                if (!built) {
                    Files.createDirectories(to.resolve(path.toString()).getParent());
                    Files.copy(file, to.resolve(path.toString()));
                }
            }
        }
    }

    @Test
    void lessons_1_and_2_do_not_depend_on_opencv() throws Exception {
        for (Lesson lesson : Lesson.all().subList(0, 2)) {
            assertThat(Files.readString(lesson.folder().resolve("pom.xml"))).doesNotContain("opencv");
            assertThat(String.join("\n", lesson.main().values())).doesNotContain("org.opencv");
        }
    }
}
