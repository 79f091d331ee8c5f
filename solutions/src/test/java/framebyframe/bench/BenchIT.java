package framebyframe.bench;

import static org.assertj.core.api.Assertions.assertThat;

import framebyframe.opencv.OpenCvLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark's parts work. What they measure here, in no time, means nothing, and nobody looks at it. */
@Timeout(120)
class BenchIT {

    private static final List<FrameSize> SIZES = List.of(new FrameSize(320, 240));
    private static final Effort TINY = new Effort(1, Duration.ofMillis(10), Duration.ofMillis(200),
            Duration.ofMillis(500), SIZES, List.of(1, 6));

    @TempDir
    Path folder;

    @BeforeAll
    static void load_OpenCV() {
        OpenCvLibrary.load();
    }

    @Test
    void frames_at_full_speed() throws Exception {
        Effort effort = new Effort(1, Duration.ofMillis(900), Duration.ZERO, Duration.ZERO, SIZES, List.of());

        assertMeasured(new Throughput(effort).measure(), 1);
    }

    @Test
    void many_viewers() throws Exception {
        assertMeasured(new Growth(TINY).measure(), 2);
        List<Table> tables = new ManyViewers(TINY).measure();

        assertMeasured(tables.get(0), 4);
        assertMeasured(tables.get(1), 4);
        assertMeasured(tables.get(2), 2);
    }

    @Test
    void each_step_of_a_frames_way() throws Exception {
        Path clip = folder.resolve("clip.avi");
        Clip.write(clip, 60);

        assertMeasured(new Stages(TINY).measure(clip), 11);
        Table table = new Allocation(TINY).measure(clip);
        assertMeasured(table, table.rows());
        assertMeasured(new Jpeg(TINY).measure(), 2);
    }

    @Test
    void a_soak_is_written_down_and_drawn() throws Exception {
        Path csv = folder.resolve("soak.csv");
        Path png = folder.resolve("soak.png");
        new Soak(Duration.ofSeconds(3)).run(csv);
        SoakLog log = new SoakLog(csv);
        log.draw(png);

        assertThat(Files.readAllLines(csv)).hasSizeGreaterThan(1).first().isEqualTo(SoakLog.HEAD);
        assertThat(log.table().rows()).isEqualTo(8);
        assertThat(ImageIO.read(png.toFile())).isNotNull();
    }

    private static void assertMeasured(Table table, int rows) {
        assertThat(table.rows()).as("rows of\n%s", table).isEqualTo(rows);
        assertThat(table.toString()).doesNotContain("NaN", "Infinity", "null");
    }
}
