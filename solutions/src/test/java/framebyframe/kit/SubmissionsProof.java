package framebyframe.kit;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.kit.LessonRun.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in a class's folder, each learner gets a line. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SubmissionsProof {

    @TempDir
    Path folder;

    private Lesson framing;

    @BeforeEach
    void find() throws IOException {
        framing = Lesson.all().get(1);
    }

    @Test
    void each_learner_gets_a_line_and_none_stops_the_rest() throws Exception {
        Map<String, String> finished = framing.mainFinished();
        submit("anna/lesson-02-framing", finished);
        submit("ben/frame by frame/lesson-02-framing", with("framing/LengthHeader.java", finished));
        submit("carla/my lesson", with("framing/LengthHeader.java", finished));
        Files.writeString(folder.resolve("carla/my lesson/pom.xml"), "<artifactId>lesson-02-framing</artifactId>");
        submit("dora/lesson-02-framing", Map.of("framebyframe/framing/LengthHeader.java", "package framebyframe..;"));
        submit("emil/lesson-02-framing", Stubs.replaced(framing.main(), type -> "System.exit(0); throw null;"));
        submit("finn/lesson-02-framing", Stubs.replaced(framing.main(),
                type -> "while (true) { System.out.println(\"still here\"); }"));
        submit("gina/src", Map.of());
        Files.writeString(folder.resolve("hans.zip"), "PK");

        assertThat(report().lines().map(line -> line.replaceAll(" +", " "))).containsExactly(
                " 1 sockets 2 framing 3 webcam-server 4 client next",
                "anna - 5/5 - - all done",
                "ben - 2/5 - - 2.3 bytes that come in one chunk fill the buffer",
                "carla - 2/5 - - 2.3 bytes that come in one chunk fill the buffer",
                "dora - ? - - lesson-02-framing does not compile: LengthHeader.java:1: illegal '.'",
                "emil - 0/5 - - 2.1 the run broke off: its JVM ended with exit code 0",
                "finn - 0/5 - - 2.1 the lowest byte comes first",
                "gina - - - - holds no lesson",
                "hans.zip - - - - no folder: unpack it first");
        assertThat(Files.readAllLines(folder.resolve("progress.csv"))).hasSize(9)
                .contains("\"anna\",\"-\",\"5/5\",\"-\",\"-\",\"all done\",\"\"");
    }

    @Test
    void a_learner_cannot_pass_by_changing_what_is_given() throws Exception {
        Map<String, String> changed = framing.main();
        changed.replaceAll((path, text) -> Lesson.isGiven(text) ? text + "nonsense" : text);
        submit("ida/lesson-02-framing", changed);
        assertThat(report()).contains("0/5").doesNotContain("compile");
    }

    private String report() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Submissions.report(folder, new Limits(2_000, 1_000, true),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** The untouched lesson with one exercise file that is done. */
    private Map<String, String> with(String done, Map<String, String> finished) throws IOException {
        Map<String, String> main = new TreeMap<>(framing.main());
        main.put("framebyframe/" + done, finished.get("framebyframe/" + done));
        return main;
    }

    private void submit(String lesson, Map<String, String> main) throws IOException {
        for (Map.Entry<String, String> source : main.entrySet()) {
            Path file = folder.resolve(lesson).resolve("src/main/java").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
        }
        Files.createDirectories(folder.resolve(lesson));
    }
}
