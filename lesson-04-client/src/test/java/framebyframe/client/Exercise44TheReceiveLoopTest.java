package framebyframe.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static framebyframe.testing.ClientExpect.thrown;
import static framebyframe.testing.ClientFrames.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import framebyframe.framing.LengthHeader;
import framebyframe.framing.MessageReader;
import framebyframe.framing.MessageTooLargeException;
import framebyframe.framing.TruncatedMessageException;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.testing.ClientContactSheet;
import framebyframe.testing.ClientFrames;
import framebyframe.testing.LessonClasses;
import framebyframe.testing.ScriptedStream;
import framebyframe.testing.ScriptedView;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(44)
@DisplayName("4.4 the receive loop")
class Exercise44TheReceiveLoopTest {

    private static final JavaClasses CODE = LessonClasses.of(ReceiveLoop.class);
    private static final String END = "The server has ended the stream, so nothing will ever come:"
            + " MessageReader.next() is false then. Look for a loop that goes on all the same";
    private static final String BREAK = "A stream that is broken is an error, and the loop cannot know what follows:"
            + " let the exception out, unless the user has stopped; a caller that sees none tells the user that all"
            + " is well. Do you ask socket.isClosed()? A try (socket) has closed it already when the catch runs: ask"
            + " view.isStopped()";
    private static final String STOP = "The user has stopped. If the loop goes on: a read waits until a byte comes,"
            + " perhaps for ever, and closing the socket ends it; register that with View.onStop. If an exception came"
            + " out: it is none after the user's stop; ask view.isStopped() in the catch";

    private final ClientFrames.Decoder decoder = new ClientFrames.Decoder(() -> { });
    private final ScriptedView view = ScriptedView.watching();

    private static byte[] thirtyMessages;

    @BeforeAll
    static void load() throws IOException {
        OpenCvLibrary.load();
        thirtyMessages = messages(LongStream.range(7, 37).toArray());
    }

    @AfterAll
    static void contactSheet() throws IOException {
        ClientContactSheet.write();
    }

    @Test
    @Order(1)
    void every_frame_is_shown_once_and_in_order() throws Exception {
        try (ScriptedStream stream = new ScriptedStream(decoder, view)) {
            stream.send(thirtyMessages).end().await(END);
            assertThat(view.shown()).as("the numbers of the shown frames, as they stand in the pictures (-1:"
                    + " unreadable): the server sent 7 to 36. For each message: decode, convert, show")
                    .containsExactlyElementsOf(LongStream.range(7, 37).boxed().toList());
        }
    }

    @Test
    @Order(2)
    void a_frame_is_shown_as_soon_as_it_is_there() throws Exception {
        try (ScriptedStream stream = new ScriptedStream(decoder, view)) {
            for (int number = 1; number <= 3; number++) {
                stream.send(messages(number));
                view.awaitShown(number);
                int shown = view.shown().size();
                if (shown < number) {
                    stream.end().await(END); // brings the loop's own failure, if there is one
                }
                assertThat(shown).as("how many frames were shown while the stream went on and " + number + " had come:"
                        + " this is live video, so show each frame before you wait for the next").isEqualTo(number);
            }
        }
    }

    @Test
    @Order(3)
    void the_end_of_the_stream_ends_the_loop_and_the_frames_are_counted() throws Exception {
        try (ScriptedStream stream = new ScriptedStream(decoder, view)) {
            long count = stream.send(messages(0, 1, 2, 3, 4)).end().await(END);
            assertThat(count).as("what run() returned after five frames: how many were shown").isEqualTo(5);
            everythingIsGivenBack(stream);
        }
    }

    @Test
    @Order(4)
    void a_stream_without_frames_ends_the_loop_too() throws Exception {
        try (ScriptedStream stream = new ScriptedStream(decoder, view)) {
            assertThat(stream.end().await(END)).as("what run() returned without a frame").isZero();
            everythingIsGivenBack(stream);
        }
    }

    @Test
    @Order(5)
    void enter_ends_the_loop_while_frames_come() throws Exception {
        ScriptedView impatient = ScriptedView.stoppingAfter(3);
        try (ScriptedStream stream = new ScriptedStream(decoder, impatient)) {
            stream.send(messages(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
            assertThat(stream.await(STOP)).as("what run() returned: the user stopped at the third frame").isEqualTo(3);
            assertThat(impatient.shown()).as("the frames shown: none after the user has stopped; ask view.isStopped()"
                    + " before each").containsExactly(0L, 1L, 2L);
            everythingIsGivenBack(stream);
        }
    }

    @Test
    @Order(6)
    void enter_ends_the_loop_while_nothing_comes() throws Exception {
        try (ScriptedStream stream = new ScriptedStream(decoder, view)) {
            stream.send(messages(0, 1));
            view.awaitShown(2);
            stream.awaitReading();
            view.stop();
            assertThat(stream.await(STOP)).as("what run() returned after two frames and the user's stop").isEqualTo(2);
            everythingIsGivenBack(stream);
        }
    }

    @Test
    @Order(7)
    void enter_ends_the_loop_before_the_first_frame() throws Exception {
        try (ScriptedStream stream = new ScriptedStream(decoder, view)) {
            stream.awaitReading();
            view.stop();
            assertThat(stream.await(STOP)).as("what run() returned when the user stopped before a frame came").isZero();
            everythingIsGivenBack(stream);
        }
    }

    @Test
    @Order(8)
    void enter_ends_the_loop_in_the_middle_of_a_frame() throws Exception {
        try (ScriptedStream stream = new ScriptedStream(decoder, view)) {
            stream.send(messages(0)).sendOnly(1_000, messages(1));
            view.awaitShown(1);
            stream.awaitReading();
            view.stop();
            assertThat(stream.await(STOP)).as("what run() returned when the user stopped while half a frame was there:"
                    + " a normal end").isEqualTo(1);
            everythingIsGivenBack(stream);
        }
    }

    @Test
    @Order(9)
    void who_has_stopped_before_it_begins_sees_nothing() throws Exception {
        view.stop();
        try (ScriptedStream stream = new ScriptedStream(decoder, view)) {
            stream.send(messages(0, 1, 2)).end();
            assertThat(stream.await(STOP)).as("what run() returned when the user had stopped before it began").isZero();
            assertThat(view.shown()).as("the frames shown after the user has stopped").isEmpty();
            everythingIsGivenBack(stream);
        }
    }

    @Test
    @Order(10)
    void an_error_after_the_users_stop_is_none() throws Exception {
        ClientFrames.Decoder stopping = new ClientFrames.Decoder(view::stop);
        try (ScriptedStream stream = new ScriptedStream(stopping, view)) {
            stream.send(ClientFrames.badMessage());
            assertThat(stream.await("The user had already stopped when the bad frame came, wanted the end, and needs no"
                    + " message: an exception now is none. Ask view.isStopped() in the catch"))
                    .as("what run() returned when the user stopped, and then a bad frame came").isZero();
            everythingIsGivenBack(stream);
        }
    }

    @Test
    @Order(11)
    void a_frame_that_is_being_decoded_when_the_user_stops_is_not_shown() throws Exception {
        ClientFrames.Decoder stopping = new ClientFrames.Decoder(() -> {
            if (!view.shown().isEmpty()) {
                view.stop();
            }
        });
        try (ScriptedStream stream = new ScriptedStream(stopping, view)) {
            stream.send(messages(0, 1, 2));
            long count = stream.await(STOP);
            assertThat(view.shown()).as("the frames shown: the user stopped while the second, 1, was decoded, so the"
                    + " first is the last to be shown. Decoding takes a moment: ask isStopped() once more before show")
                    .containsExactly(0L);
            assertThat(count).as("what run() returned: how many frames were shown").isOne();
        }
    }

    @Test
    @Order(12)
    void a_stream_that_breaks_inside_a_message_is_an_error() throws Exception {
        byte[] message = messages(1);
        for (int length : new int[] {3, 8, message.length - 1}) {
            try (ScriptedStream stream = new ScriptedStream(decoder, view)) {
                stream.send(messages(0, 1, 2)).sendOnly(length, message).end();
                thrown(TruncatedMessageException.class, "the stream ended " + length + " bytes into a message", BREAK,
                        stream::outcome);
                everythingIsGivenBack(stream);
            }
        }
    }

    @Test
    @Order(13)
    void a_frame_that_is_no_picture_is_an_error() throws Exception {
        try (ScriptedStream stream = new ScriptedStream(decoder, view)) {
            stream.send(messages(0)).send(ClientFrames.badMessage()).send(messages(1)).end();
            thrown(BadFrameException.class, "the decoder refused a frame", BREAK, stream::outcome);
            assertThat(view.shown()).as("the frames shown: the first, and nothing after the bad one")
                    .containsExactly(0L);
            everythingIsGivenBack(stream);
        }
    }

    @Test
    @Order(14)
    void a_header_that_announces_too_much_is_an_error() throws Exception {
        byte[] web = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes();
        for (byte[] header : List.of(web, LengthHeader.encode(MessageReader.DEFAULT_LIMIT + 1))) {
            try (ScriptedStream stream = new ScriptedStream(decoder, view)) {
                stream.send(messages(0)).send(header).end();
                thrown(MessageTooLargeException.class, "a header announced more than 64 MiB", BREAK
                        + ". MessageReader.DEFAULT_LIMIT is the limit", stream::outcome);
                everythingIsGivenBack(stream);
            }
        }
    }

    @Test
    @Order(15)
    void a_bug_is_not_hidden() throws Exception {
        ClientFrames.Decoder broken = new ClientFrames.Decoder(() -> {
            throw new IllegalStateException("a bug");
        });
        try (ScriptedStream stream = new ScriptedStream(broken, view)) {
            stream.send(messages(0, 1)).end();
            thrown(IllegalStateException.class, "the decoder has a bug", "Catch only what you can handle: an"
                    + " IllegalStateException is somebody's mistake, and has to be seen", stream::outcome);
            everythingIsGivenBack(stream);
        }
    }

    @Test
    @Order(16)
    void a_bug_is_not_hidden_by_the_users_stop() throws Exception {
        ClientFrames.Decoder broken = new ClientFrames.Decoder(() -> {
            view.stop();
            throw new IllegalStateException("a bug");
        });
        try (ScriptedStream stream = new ScriptedStream(broken, view)) {
            stream.send(messages(0));
            thrown(IllegalStateException.class, "the decoder has a bug, and the user has stopped", "A stop ends reads"
                    + " with an IOException, never with an IllegalStateException: a bug is a bug at all times, so catch"
                    + " the IOException only", stream::outcome);
        }
    }

    @Test
    @Order(17)
    void the_loop_knows_a_view_and_no_window() throws Exception {
        try (ScriptedStream stream = new ScriptedStream(decoder, view)) {
            assertThat(stream.send(messages(0)).end().await(END)).as("the number of frames that were shown").isOne();
        }
        LessonClasses.mustNotPeek(ReceiveLoop.class);
        noClasses().should().dependOnClassesThat().resideInAnyPackage("javax.swing..", "java.awt.event..")
                .orShould().dependOnClassesThat().haveFullyQualifiedName(VideoWindow.class.getName())
                .because("the loop shows frames in any View: a window, a terminal, or a test that has no display; and"
                        + " Swing may be called in its own thread only, which this one is not")
                .check(CODE);
    }

    @Test
    @Order(18)
    void the_same_two_pictures_serve_the_whole_stream() throws Exception {
        try (ScriptedStream stream = new ScriptedStream(decoder, view)) {
            long count = stream.send(messages(LongStream.range(0, 10).toArray())).end().await(END);
            assertThat(count).as("what run() returned after ten frames").isEqualTo(10);
            assertThat(view.pictures()).as("how many different pictures the view was given for ten frames: exercise"
                    + " 4.3's PictureConverter uses two again and again, but a new converter has to make new ones."
                    + " Make one converter, before the loop").isEqualTo(2);
        }
    }

    private void everythingIsGivenBack(ScriptedStream stream) {
        assertThat(stream.socketIsClosed()).withFailMessage("run() is over, and the socket is open: it must be closed"
                + " on every path, also after an exception, for an open one keeps a place at the server. Try try"
                + " (socket) { ... }").isTrue();
        assertThat(decoder.unreleased()).as("Mats that the decoder has filled and that still hold memory after run():"
                + " call release() in a finally block").isZero();
        assertThat(view.isClosed()).withFailMessage("run() has closed the view; that is its owner's business: it may"
                + " want to show why the stream ended").isFalse();
    }
}
