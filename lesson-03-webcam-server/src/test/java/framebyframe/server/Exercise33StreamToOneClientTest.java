package framebyframe.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClasses;
import framebyframe.framing.MessageWriter;
import framebyframe.testing.Background;
import framebyframe.testing.ContactSheet;
import framebyframe.testing.LessonClasses;
import framebyframe.testing.NativeMemory;
import framebyframe.testing.OpenCvExtension;
import framebyframe.testing.RawEncoder;
import framebyframe.testing.ScriptedSource;
import framebyframe.testing.ScriptedViewer;
import framebyframe.testing.SocketPair;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opencv.core.Mat;

@Order(33)
@DisplayName("3.3 stream to one client")
@ExtendWith(OpenCvExtension.class)
class Exercise33StreamToOneClientTest {

    private static final JavaClasses CODE = LessonClasses.of(StreamLoop.class);

    private final RawEncoder encoder = new RawEncoder();
    private final StreamLoop loop = new StreamLoop(320, encoder);
    private final List<Long> taken = new ArrayList<>();

    private void take(byte[] payload) {
        taken.add(ScriptedViewer.number(RawEncoder.decode(ByteBuffer.wrap(payload))));
    }

    /** A viewer that takes so many frames and then has left. */
    private FrameSink leavingAfter(int frames) {
        return payload -> {
            if (taken.size() == frames) {
                taken.add(-1L);
                throw new IOException("anna has gone home");
            }
            assertThat(taken).as("frames sent to a viewer that has left already: an IOException of accept() is the "
                    + "end, leave the loop").hasSizeLessThan(frames);
            take(payload);
        };
    }

    @Test
    @Order(1)
    void every_frame_is_sent_once_and_in_order() throws IOException {
        ScriptedSource source = ScriptedSource.of(10);
        loop.run(source, payload -> {
            assertThat(source.frames().size()).as("how many frames were read when the sink got number %d: it is live "
                    + "video, so send each frame before you read the next", taken.size())
                    .isLessThanOrEqualTo(taken.size() + 2);
            take(payload);
        });
        assertThat(taken).as("the numbers of the frames that the sink got, from a source that has 10. Each read() "
                + "brings a new one; false says that there is none").containsExactlyElementsOf(numbersTo(10));
    }

    @Test
    @Order(2)
    void each_frame_is_as_wide_as_it_is_to_be_sent() throws IOException {
        loop.run(ScriptedSource.of(2), this::take);
        new StreamLoop(160, encoder).run(ScriptedSource.of(1), this::take);
        new StreamLoop(800, encoder).run(ScriptedSource.of(1), this::take);
        assertThat(encoder.shapes()).as("what was given to the encoder: frames of 640x480 made 320 wide, then one "
                + "made 160 and one made 800 wide (exercise 3.1). Encode the resized picture, and take the width from "
                + "the constructor").containsExactly("320x240, 3 channels", "320x240, 3 channels",
                "160x120, 3 channels", "800x600, 3 channels");
    }

    @Test
    @Order(3)
    void the_end_of_the_source_is_an_ordinary_end() throws IOException {
        ScriptedSource source = ScriptedSource.of(3);
        assertThat(loop.run(source, this::take)).as("what run() returns: how many frames the sink took").isEqualTo(3);
        assertThat(loop.run(ScriptedSource.of(0), this::take)).as("the count for a source without frames").isZero();
        checkClosed(source, "the source ended");
        assertThat(encoder.isClosed()).as("the encoder was closed by StreamLoop: it belongs to whoever made it, who "
                + "may need it for the next viewer").isFalse();
    }

    @Test
    @Order(4)
    void a_viewer_that_leaves_is_an_ordinary_end() {
        ScriptedSource source = ScriptedSource.of(50);
        Throwable failure = catchThrowable(() -> taken.add(loop.run(source, leavingAfter(4))));
        if (failure instanceof UnsupportedOperationException notDone) {
            throw notDone;
        }
        if (failure instanceof AssertionError sentTooMany) {
            throw sentTooMany;
        }
        assertThat(failure).withFailMessage("run() threw %s, as the sink had thrown an IOException; it should throw "
                + "nothing, and return. An IOException of accept() says that the viewer has left, and that is no "
                + "error; catch it around accept() alone", failure).isNull();
        assertThat(taken.get(taken.size() - 1)).as("what run() returns when the sink takes 4 frames and throws an "
                + "IOException at the fifth: how many it took").isEqualTo(4);
        checkClosed(source, "the viewer left");
    }

    @Test
    @Order(5)
    void a_mistake_in_the_sink_is_not_a_viewer_that_leaves() {
        ScriptedSource source = ScriptedSource.of(5);
        Throwable failure = catchThrowable(() -> loop.run(source, payload -> {
            throw new IllegalStateException("a mistake in the sink");
        }));
        Throwable error = catchThrowable(() -> loop.run(ScriptedSource.of(5), payload -> {
            throw new NoClassDefFoundError("a mistake in the sink");
        }));
        checkCameOut(failure, "a mistake in the sink", "the sink threw an IllegalStateException: that is a mistake in "
                + "the program, and nobody finds it if it looks like a viewer that has left. Catch IOException only, "
                + "not Exception or RuntimeException");
        checkCameOut(error, "a mistake in the sink", "the sink threw an Error. Catch IOException only");
    }

    @Test
    @Order(6)
    void a_read_that_fails_comes_out_with_its_own_sentence() throws IOException {
        ScriptedSource source = ScriptedSource.of(2).thenFailing(new IOException("the camera was unplugged"));
        checkFailure(source, "the camera was unplugged");
        assertThat(taken).as("the frames before the failure").containsExactly(0L, 1L);
    }

    @Test
    @Order(7)
    void a_source_that_cannot_be_opened_says_so() {
        checkFailure(ScriptedSource.of(5).thatCannotBeOpened(new IOException("there is no camera:7")),
                "there is no camera:7");
    }

    @Test
    @Order(8)
    void the_source_is_closed_when_something_fails() {
        ScriptedSource unplugged = ScriptedSource.of(2).thenFailing(new IOException("the camera was unplugged"));
        checkFailure(unplugged, "the camera was unplugged");
        checkClosed(unplugged, "a read failed");
        ScriptedSource source = ScriptedSource.of(5);
        encoder.failingAt(3, new IOException("no jpg can be made of this"));
        checkFailure(source, "no jpg can be made of this");
        checkClosed(source, "encode() threw an IOException");
    }

    @Test
    @Order(9)
    void the_source_is_closed_whatever_goes_wrong() {
        ScriptedSource source = ScriptedSource.of(5);
        encoder.failingAt(1, new IllegalStateException("a mistake in the encoder"));
        checkFailure(source, "a mistake in the encoder");
        checkClosed(source, "encode() threw a RuntimeException");
        ScriptedSource other = ScriptedSource.of(5);
        catchThrowable(() -> loop.run(other, payload -> {
            throw new IllegalStateException("a mistake in the sink");
        }));
        checkClosed(other, "the sink threw a RuntimeException");
        ScriptedSource broken = ScriptedSource.of(1).thenAnEmptyFrame();
        Throwable failure = catchThrowable(() -> new StreamLoop(320, new RawEncoder()).run(broken, this::take));
        assertThat(failure).withFailMessage("run() returned as if all were well, but a frame was empty and Resizer "
                + "refused it; it should have thrown what Resizer threw: catch nothing but the sink's IOException")
                .isNotNull();
        checkClosed(broken, "Resizer threw an exception");
    }

    @Test
    @Order(10)
    void native_memory_is_given_back_at_the_end() throws IOException {
        ScriptedSource source = ScriptedSource.of(3);
        loop.run(source, this::take);
        checkReleased(source, encoder, "the source ended");
    }

    @Test
    @Order(11)
    void native_memory_is_given_back_when_something_fails() {
        ScriptedSource source = ScriptedSource.of(2).thenFailing(new IOException("the camera was unplugged"));
        checkFailure(source, "the camera was unplugged");
        checkReleased(source, encoder, "a read failed");
        ScriptedSource other = ScriptedSource.of(2);
        RawEncoder failing = new RawEncoder().failingAt(1, new IllegalStateException("a mistake"));
        catchThrowable(() -> new StreamLoop(320, failing).run(other, this::take));
        checkReleased(other, failing, "encode() failed");
        ScriptedSource stuck = ScriptedSource.of(2).thatCannotBeClosed(new IOException("the camera does not answer"));
        catchThrowable(() -> loop.run(stuck, this::take));
        checkReleased(stuck, encoder, "closing the source failed");
    }

    @Test
    @Order(12)
    void a_client_on_a_socket_may_leave_at_any_time() throws Exception {
        try (SocketPair pair = SocketPair.open()) {
            ScriptedSource source = ScriptedSource.of(300);
            Background<Long> run = stream(source, loop, pair.server());
            new ScriptedViewer(pair.client()).expect(run, 0, 1);
            pair.client().close();
            assertThat(run.await()).as("how many frames a client took that left after two: a few more are on their "
                    + "way, but not all 300 of the source").isBetween(2L, 299L);
            checkClosed(source, "the client closed its socket");
        }
    }

    @Test
    @Order(13)
    void a_client_sees_the_whole_film() throws Exception {
        List<Mat> film = new ArrayList<>();
        try (SocketPair pair = SocketPair.open(); ImageEncoder jpg = new ImageEncoder(ImageFormat.JPG, 80)) {
            Background<Long> run = stream(ScriptedSource.of(12), new StreamLoop(320, jpg), pair.server());
            film = new ScriptedViewer(pair.client()).filmToTheEnd(run);
        } finally {
            ContactSheet.write("contact-sheet.png", film);
        }
        assertThat(film.stream().map(ScriptedViewer::number)).as("the numbers of the frames that came through your "
                + "resizer, your jpg encoder and a socket; look at them in "
                + "lesson-03-webcam-server/target/contact-sheet.png")
                .containsExactlyElementsOf(numbersTo(12));
    }

    @Test
    @Order(14)
    void it_knows_neither_cameras_nor_sockets() throws IOException {
        loop.run(ScriptedSource.of(1), this::take);
        classes().should().dependOnClassesThat().belongToAnyOf(FrameSource.class)
                .andShould().dependOnClassesThat().belongToAnyOf(Capture.class, Resizer.class)
                .because("frames come from whatever source is passed in: open() it, and read() from the Capture")
                .check(CODE);
        noClasses().should().dependOnClassesThat().resideInAnyPackage("java.net..", "org.opencv.videoio..",
                        "org.opencv.imgcodecs..", "framebyframe.framing..", "framebyframe.pattern..")
                .because("the same loop serves a camera, a file and a test, one viewer and many: it knows FrameSource, "
                        + "FrameEncoder and FrameSink only")
                .check(CODE);
    }

    private static Background<Long> stream(FrameSource source, StreamLoop loop, Socket client) {
        return Background.call("StreamLoop.run()", () -> {
            try (client) {
                MessageWriter writer = new MessageWriter(client.getOutputStream());
                return loop.run(source, writer::write);
            }
        });
    }

    private void checkFailure(FrameSource source, String sentence) {
        checkCameOut(catchThrowable(() -> loop.run(source, this::take)), sentence, "the user is to read why there is "
                + "no picture. Only an IOException of the sink means that a viewer has left; catch nothing else");
    }

    private static void checkCameOut(Throwable failure, String sentence, String why) {
        if (failure instanceof UnsupportedOperationException notDone) {
            throw notDone;
        }
        if (failure instanceof AssertionError told) {
            throw told;
        }
        assertThat(failure).withFailMessage("run() returned as if all were well; it should have thrown the failure "
                + "(\"%s\"): %s", sentence, why).isNotNull();
        assertThat(failure).as("what run() threw: the failure itself, with its own sentence, as " + why)
                .hasMessage(sentence);
    }

    private static void checkClosed(ScriptedSource source, String how) {
        assertThat(source.opened()).as("how many times the source was opened: once for the whole stream").isOne();
        assertThat(source.closed()).as("how many times the source was closed (%s): once, on every path. Never: the "
                + "camera's light stays on and no other program gets it; which statement of Java closes what it "
                + "opened, whatever happens inside? Twice: that statement closes it already, so leave out the close() "
                + "of your own", how).isOne();
    }

    private static void checkReleased(ScriptedSource source, RawEncoder encoder, String how) {
        assertThat(source.frames()).as("the Mats that read() was to fill").isNotEmpty();
        checkReleased(source.frames(), "for reading frames", how);
        checkReleased(encoder.frames(), "given to the encoder", how);
    }

    private static void checkReleased(List<Mat> mats, String which, String how) {
        Set<Mat> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        mats.stream().filter(mat -> !NativeMemory.isReleased(mat)).forEach(kept::add);
        assertThat(kept.size()).withFailMessage("Mats %s that still have memory after run() (%s): %d. It lies "
                + "outside Java's heap, where no garbage collector looks; release() every Mat, on every path", which,
                how, kept.size()).isZero();
    }

    private static List<Long> numbersTo(int end) {
        return LongStream.range(0, end).boxed().toList();
    }
}
