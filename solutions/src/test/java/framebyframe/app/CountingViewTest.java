package framebyframe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import framebyframe.client.StopSignal;
import framebyframe.client.View;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountingViewTest {

    private final Inner inner = new Inner();
    private final StopSignal ctrlC = new StopSignal();

    @TempDir
    Path folder;

    /** The view inside, which notes what it is told. */
    private static final class Inner implements View {

        private final StopSignal signal = new StopSignal();
        private final List<String> calls = new ArrayList<>();

        @Override
        public void show(BufferedImage picture) {
            calls.add("show " + picture.getWidth());
        }

        @Override
        public void standsStill(Duration age) {
            calls.add("standsStill " + age.toMillis());
        }

        @Override
        public boolean isStopped() {
            return signal.isStopped();
        }

        @Override
        public void onStop(Runnable action) {
            signal.onStop(action);
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    @Test
    void everything_reaches_the_view_inside() {
        CountingView view = new CountingView(inner, ctrlC, null);
        view.show(picture(320, 240));
        view.standsStill(Duration.ofMillis(500));
        view.close();

        assertThat(inner.calls).containsExactly("show 320", "standsStill 500", "close");
    }

    @Test
    void it_stops_after_as_many_frames_as_were_asked_for() {
        CountingView view = new CountingView(inner, ctrlC, 3L);
        List<Boolean> stopped = new ArrayList<>();
        for (int frame = 0; frame < 3; frame++) {
            view.show(picture(320, 240));
            stopped.add(view.isStopped());
        }

        assertThat(stopped).containsExactly(false, false, true);
    }

    @Test
    void without_a_number_it_goes_on() {
        CountingView view = new CountingView(inner, ctrlC, null);
        for (int frame = 0; frame < 100; frame++) {
            view.show(picture(320, 240));
        }

        assertThat(view.isStopped()).isFalse();
    }

    @Test
    void ctrl_C_stops_it() {
        AtomicInteger actions = new AtomicInteger();
        CountingView view = new CountingView(inner, ctrlC, null);
        view.onStop(actions::incrementAndGet);
        ctrlC.stop();

        assertThat(view.isStopped()).isTrue();
        assertThat(actions).hasValue(1);
    }

    @Test
    void the_user_stops_it() {
        AtomicInteger actions = new AtomicInteger();
        CountingView view = new CountingView(inner, ctrlC, null);
        view.onStop(actions::incrementAndGet);
        inner.signal.stop();

        assertThat(view.isStopped()).isTrue();
        assertThat(actions).hasValue(1);
    }

    @Test
    void stopped_by_both_it_acts_once() {
        AtomicInteger actions = new AtomicInteger();
        CountingView view = new CountingView(inner, ctrlC, null);
        view.onStop(actions::incrementAndGet);
        inner.signal.stop();
        ctrlC.stop();

        assertThat(actions).hasValue(1);
    }

    @Test
    void the_summary_tells_frames_rate_what_was_skipped_and_size() {
        CountingView view = new CountingView(inner, ctrlC, null);
        view.show(picture(320, 240));
        view.show(picture(320, 240));

        assertThat(view.summary(Optional.of(7L))).matches("2 frames, \\d+\\.\\d fps, 7 skipped, 320x240");
    }

    @Test
    void the_summary_leaves_out_what_nobody_can_know() {
        CountingView view = new CountingView(inner, ctrlC, null);
        view.show(picture(64, 48));

        assertThat(view.summary(Optional.empty())).isEqualTo("1 frames, 0.0 fps, 64x48");
    }

    @Test
    void without_a_frame_the_summary_is_short() {
        assertThat(new CountingView(inner, ctrlC, null).summary(Optional.empty())).isEqualTo("0 frames");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.jpg", "a.jpeg", "a.bmp", "A.PNG"})
    void the_last_picture_is_saved(String name) throws IOException {
        CountingView view = new CountingView(inner, ctrlC, null);
        view.show(picture(64, 48));
        view.show(picture(32, 24));
        view.save(folder.resolve(name));

        BufferedImage saved = ImageIO.read(folder.resolve(name).toFile());
        assertThat(saved.getWidth()).isEqualTo(32);
        assertThat(saved.getHeight()).isEqualTo(24);
        Color colour = new Color(saved.getRGB(16, 12));
        assertThat(colour.getRed()).as("red").isGreaterThan(200);
        assertThat(colour.getBlue()).as("blue").isLessThan(50);
    }

    @Test
    void a_picture_that_cannot_be_saved_is_an_error_that_names_the_option_and_the_file() {
        CountingView view = new CountingView(inner, ctrlC, null);
        view.show(picture(64, 48));
        Path file = folder.resolve("no such folder").resolve("a.png");

        assertThatThrownBy(() -> view.save(file)).isInstanceOf(IOException.class)
                .hasMessageStartingWith("--snapshot " + file + " cannot be written");
    }

    @Test
    void without_a_picture_nothing_is_saved() throws IOException {
        new CountingView(inner, ctrlC, null).save(folder.resolve("a.png"));

        assertThat(Files.exists(folder.resolve("a.png"))).isFalse();
    }

    private static BufferedImage picture(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, 0xFF0000);
        }
        return picture;
    }
}
