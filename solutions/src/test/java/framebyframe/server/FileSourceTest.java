package framebyframe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import framebyframe.opencv.OpenCvLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.videoio.VideoWriter;
import org.opencv.videoio.Videoio;

class FileSourceTest {

    private static final double FAST = 500;

    @TempDir
    Path folder;

    @BeforeAll
    static void load_OpenCV() {
        OpenCvLibrary.load();
    }

    @Test
    void a_video_is_played_from_the_start_again_when_it_ends() throws IOException {
        Path video = video("three.avi", 3);

        assertThat(greys(new FileSource(video.toString(), FAST), 8)).containsExactly(0, 1, 2, 0, 1, 2, 0, 1);
    }

    @Test
    void a_sequence_of_images_is_played_too() throws IOException {
        images("%04d.png", 0, 1, 2);

        assertThat(greys(new FileSource(folder.resolve("%04d.png").toString(), FAST), 7))
                .containsExactly(0, 1, 2, 0, 1, 2, 0);
    }

    @Test
    void a_sequence_may_begin_with_1() throws IOException {
        images("frame-%d.bmp", 1, 2);

        assertThat(greys(new FileSource(folder.resolve("frame-%d.bmp").toString(), FAST), 3)).containsExactly(1, 2, 1);
    }

    @Test
    void a_video_with_a_percent_sign_in_its_name_is_a_video() throws IOException {
        Path video = video("100%25 mine.avi", 2);

        assertThat(greys(new FileSource(video.toString(), FAST), 3)).containsExactly(0, 1, 0);
    }

    @Test
    void the_frames_go_at_the_files_own_rate() throws IOException {
        Path video = video("ten a second.avi", 2);
        long start = System.nanoTime();
        greys(new FileSource(video.toString(), Double.POSITIVE_INFINITY), 4);

        assertThat((System.nanoTime() - start) / 1_000_000).as("ms for three times a tenth of a second")
                .isGreaterThanOrEqualTo(300);
    }

    @Test
    void it_can_be_opened_again() throws IOException {
        FileSource source = new FileSource(video("three.avi", 3).toString(), FAST);

        assertThat(greys(source, 2)).containsExactly(0, 1);
        assertThat(greys(source, 2)).containsExactly(0, 1);
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertRefused(folder.resolve("no.avi").toString(), "there is no file " + folder.resolve("no.avi"));
        assertRefused(folder.toString(), "there is no file " + folder);
        assertRefused(folder.resolve("%04d.png").toString(), "there is no file " + folder.resolve("%04d.png"));
        assertRefused("not \0 a path", "there is no file");
    }

    @Test
    void a_name_that_is_no_sequence_says_how_one_is_written() {
        assertRefused(folder.resolve("%d-%d.png").toString(), "%04d.png");
        assertRefused(folder.resolve("100%").toString(), "%04d.png");
    }

    @Test
    void a_file_that_is_no_video_is_refused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.avi"), "this is no video");

        assertRefused(text.toString(), text + " cannot be opened");
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.avi"));

        assertRefused(empty.toString(), empty + " cannot be opened");
    }

    @Test
    void images_that_are_none_are_refused() throws IOException {
        Files.writeString(folder.resolve("0.png"), "this is no image");

        assertRefused(folder.resolve("%d.png").toString(), "cannot be opened");
    }

    @Test
    void without_FFmpeg_an_mp4_is_refused_and_the_way_out_told() throws IOException {
        assumeFalse(Core.getBuildInformation().matches("(?s).*FFMPEG:\\s+YES.*"), "this OpenCV has FFmpeg");
        byte[] header = {0, 0, 0, 0x18, 'f', 't', 'y', 'p', 'm', 'p', '4', '2'};
        Path mp4 = Files.write(folder.resolve("film.mp4"), header);

        assertRefused(mp4.toString(), "no FFmpeg", "ffmpeg -i " + mp4 + " -an -c:v mjpeg");
    }

    private static void assertRefused(String file, String... words) {
        assertThatThrownBy(() -> new FileSource(file, FAST).open()).isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n"));
    }

    /** Which pictures come: 0 for black, 1 for the next lighter one. */
    private static List<Integer> greys(FrameSource source, int count) throws IOException {
        List<Integer> greys = new ArrayList<>();
        Mat frame = new Mat();
        try (Capture capture = source.open()) {
            for (int i = 0; i < count; i++) {
                assertThat(capture.read(frame)).isTrue();
                assertThat(frame.size()).isEqualTo(new Size(64, 48));
                greys.add((int) Math.round(Core.mean(frame).val[0] / 50));
            }
        }
        return greys;
    }

    private Path video(String name, int frames) {
        Path file = folder.resolve(name);
        VideoWriter writer = new VideoWriter(file.toString(), Videoio.CAP_OPENCV_MJPEG,
                VideoWriter.fourcc('M', 'J', 'P', 'G'), 10, new Size(64, 48));
        assertThat(writer.isOpened()).isTrue();
        for (int i = 0; i < frames; i++) {
            writer.write(grey(i));
        }
        writer.release();
        return file;
    }

    private void images(String pattern, int... numbers) {
        for (int number : numbers) {
            Imgcodecs.imwrite(folder.resolve(String.format(pattern, number)).toString(), grey(number));
        }
    }

    private static Mat grey(int number) {
        return new Mat(48, 64, CvType.CV_8UC3, Scalar.all(number * 50));
    }
}
