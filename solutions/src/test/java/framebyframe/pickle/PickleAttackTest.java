package framebyframe.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import framebyframe.client.BadFrameException;
import framebyframe.opencv.OpenCvLibrary;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;

/** Pickles that somebody made to do harm. They are written as text, one character a byte. */
class PickleAttackTest {

    private static final String START = "\u0080\u0004";
    private static final String NEVER = ": refused; frames never need that";

    /** What an attack may cost: a message, a stack trace, and what the JVM itself does the first time. */
    private static final long FEW_BYTES = 2 * 1024 * 1024;

    private final PickleDecoder decoder = new PickleDecoder();
    private final Mat frame = new Mat();

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
    }

    @AfterEach
    void nothing_was_made_of_it() {
        assertThat(frame.empty()).isTrue();
        frame.release();
    }

    @ParameterizedTest
    @ValueSource(strings = {"os.system", "posix.system", "nt.system", "builtins.eval", "builtins.exec", "builtins.open",
        "io.open", "_io.open", "builtins.getattr", "builtins.__import__", "subprocess.Popen", "runpy._run_code",
        "numpy.load", "numpy.fromfile", "numpy.memmap", "numpy.ndarray.tofile", "numpy.dtype.__class__",
        "numpy.testing._private.utils.runstring", "numpy._core.multiarray.fromfile", "numpy.core.multiarray.scalar"})
    void refuses_to_look_up(String name) {
        int dot = name.lastIndexOf('.');
        String global = text(name.substring(0, dot)) + text(name.substring(dot + 1)) + "\u0093\u0094";
        String call = global + text("touch broken-in") + "\u0085\u0094R\u0094.";
        assertRefused(START + call, "this pickle asks for " + name + NEVER);
        assertRefused(START + "\u0095" + (char) call.length() + "\0\0\0\0\0\0\0" + call, "asks for " + name + NEVER);
        assertRefused("\u0080\u0005" + call, "this pickle asks for " + name + NEVER);
    }

    /** A pickle of a frame in which the shape is to be computed by a call. */
    @Test
    void refuses_to_look_up_inside_a_frame() {
        String pickle = new String(Pictures.pickle("c_2x3x3.np1.p4"), StandardCharsets.ISO_8859_1);
        String attack = pickle.replace("K\2K\3K\3\u0087\u0094",
                text("builtins") + text("eval") + "\u0093\u0094" + text("(2, 3, 3)") + "\u0085\u0094R\u0094");
        assertThat(attack).isNotEqualTo(pickle);
        assertRefused(attack, "this pickle asks for builtins.eval" + NEVER);
    }

    @Test
    void refuses_to_look_up_in_the_old_ways() {
        assertRefused(START + "cos\nsystem\n(S'id'\ntR.", "this pickle asks for os.system" + NEVER);
        assertRefused(START + "(ios\nsystem\n.", "this pickle asks for os.system" + NEVER);
        assertRefused(START + "c__builtin__\neval\n", "this pickle asks for __builtin__.eval" + NEVER);
        assertRefused(START + "c" + "x".repeat(1_000_000), "this pickle asks for x");
        assertRefused(START + "c", "this pickle asks for ");
    }

    @Test
    void refuses_to_look_up_what_has_no_name() {
        assertRefused(START + "NN\u0093.", "asks for something nameless");
        assertRefused(START + text("os") + "K\1\u0093.", "asks for something nameless");
        assertRefused(START + "N\u0085\u0085" + text("system") + "\u0093.", "asks for something nameless");
    }

    @Test
    void shows_no_character_that_a_terminal_obeys() {
        assertThatThrownBy(() -> decode(START + text("\u001B[2J\u0007") + text("\n\rx") + "\u0093."))
                .hasMessage("this pickle asks for ?[2J?.??x" + NEVER);
        assertThatThrownBy(() -> decode(START + "c\u001B]0;title\u0007\nx\n."))
                .hasMessage("this pickle asks for ?]0;title?.x" + NEVER);
    }

    @Test
    void refuses_every_opcode_that_a_frame_does_not_need() {
        String needed = "\u0095(N\u0088\u0089KMJCB\u0096\u008C\u0093\u0094ht\u0085\u0086\u0087Rb.";
        String lookUp = "ci";
        for (char opcode = 0; opcode < 256; opcode++) {
            if ((needed + lookUp).indexOf(opcode) < 0) {
                assertRefused(START + opcode + "\0\0\0\0\0\0\0\0.",
                        String.format("this pickle uses the opcode 0x%02X", (int) opcode));
            }
        }
        assertThat(needed).hasSize(22); // and PROTO, which only begins a pickle
    }

    @Test
    void names_the_opcode_by_its_letter_where_it_has_one() {
        assertRefused(START + "(o.", "this pickle uses the opcode 0x6F, 'o'" + NEVER); // OBJ
        assertRefused(START + "Pan-id\n.", "this pickle uses the opcode 0x50, 'P'" + NEVER); // PERSID
        assertRefused(START + "NQ.", "this pickle uses the opcode 0x51, 'Q'" + NEVER); // BINPERSID
        assertRefused(START + "\u0082\1.", "this pickle uses the opcode 0x82" + NEVER); // EXT1
        assertRefused(START + "\u0081.", "this pickle uses the opcode 0x81" + NEVER); // NEWOBJ
        assertRefused(START + "\u0092.", "this pickle uses the opcode 0x92" + NEVER); // NEWOBJ_EX
        assertRefused(START + "\u0097.", "this pickle uses the opcode 0x97" + NEVER); // NEXT_BUFFER
        assertRefused(START + "Nr\u00FF\u00FF\u00FF\u007F.", "this pickle uses the opcode 0x72, 'r'" + NEVER);
    }

    @Test
    void refuses_lengths_beyond_the_end_before_it_reserves_memory() {
        assertRefused(START + "B\u00FF\u00FF\u00FF\u00FF", "announces 4294967295 bytes, and has 0");
        assertRefused(START + "B\u00FF\u00FF\u00FF\u007Fabc", "announces 2147483647 bytes, and has 3");
        assertRefused(START + "\u0096" + "\u00FF".repeat(8), "announces 18446744073709551615 bytes, and has 0");
        assertRefused(START + "\u0096\0\0\0\0\0\0\0\u0080", "announces 9223372036854775808 bytes, and has 0");
        assertRefused(START + "\u0096\0\0\0\0\1\0\0\0", "announces 4294967296 bytes, and has 0");
        assertRefused(START + "\u0095" + "\u00FF".repeat(8) + ".", "announces 18446744073709551615 bytes, and has 1");
        assertRefused(START + "C\u00FFabc", "announces 255 bytes, and has 3");
        assertRefused(START + "\u008C\u00FFabc", "announces 255 bytes, and has 3");
    }

    @Test
    void refuses_sizes_beyond_the_limit_before_it_reserves_memory() {
        String most = "J\u00FF\u00FF\u00FF\u007F";
        assertRefused(frameOf(most + most + "K\3\u0087"), "claims to be 2147483647x2147483647: the limit is 67108864");
        assertRefused(frameOf("J\0\0\1\0J\0\0\1\0\u0086"), "claims to be 65536x65536: the limit is");
        assertRefused(frameOf("M\0\u0020M\u0000\u0020\u0086"), "claims to be 8192x8192, 1 bytes each, and has 18");
        assertRefused(frameOf("M\0\u0020M\u0001\u0020\u0086"), "claims to be 8193x8192: the limit is");
        assertRefused(frameOf("J\u00FF\u00FF\u00FF\u00FFJ\u00EE\u00FF\u00FF\u00FF\u0086"),
                "claims to be -18x-1: the limit is");
        assertRefused(frameOf("K\3K\3J\2\0\0\u0080\u0087"), "height, width, and 1 or 3 channels");
    }

    @Test
    void refuses_shapes_that_are_none() {
        for (String shape : new String[] {"N", "K\22", "K\22\u0085", "(t", "(K\1K\1K\6K\3t", "NN\u0086",
            text("2") + "K\3K\3\u0087", "K\2K\3\u0088\u0087", "K\2K\3K\3\u0087\u0085"}) {
            assertRefused(frameOf(shape), "this pickle");
        }
    }

    @Test
    void refuses_an_order_that_is_none() {
        String pickle = new String(Pictures.pickle("c_2x3x3.np1.p5"), StandardCharsets.ISO_8859_1);
        String unframed = pickle.substring(0, 2) + pickle.substring(11);
        for (String order : new String[] {"N", "K\1", "\u0089", text("A"), text("")}) {
            assertRefused(unframed.replace(text("C"), order), "an array in an unknown form");
        }
    }

    @Test
    void refuses_memo_bombs() {
        assertRefused(START + "N" + "\u0094".repeat(5_000_000) + ".", "goes on after 128 steps");
        assertRefused(START + "(" + "N\u0094".repeat(5_000_000) + "t.", "goes on after 128 steps");
        assertRefused(START + "Nh\u00FF.", "uses what it does not have");
    }

    /** Twenty-five steps of doubling make a tuple of 33 million elements for whoever looks into it or prints it. */
    @Test
    void refuses_tuples_that_double_and_double_again() {
        String bomb = doubling(25, 0);
        String again = "\u0094h\31";
        assertRefused(START + bomb + ".", "something else than an array");
        assertRefused(START + bomb + again + "\u0093.", "asks for something nameless");
        assertRefused(START + bomb + again + "R.", "something else than an array");
        assertRefused(START + bomb + again + "b.", "something else than an array");
        for (String name : new String[] {"dtype", "ndarray"}) {
            String global = text("numpy") + text(name) + "\u0093\u0094";
            assertRefused(START + global + doubling(25, 3) + "\u0094Rh\34b.", "something else than an array");
        }
        String builder = text("numpy.core.multiarray") + text("_reconstruct") + "\u0093\u0094";
        assertRefused(START + builder + doubling(25, 3) + "\u0094Rh\34b.", "something else than an array");
        assertRefused(frameOf(doubling(10, 3)), "no frame's shape");
        assertRefused(frameOf(doubling(10, 3) + "K\3\u0086"), "no frame's shape");
    }

    @Test
    void refuses_deep_nesting() {
        assertRefused(START + "N" + "\u0085".repeat(60) + ".", "something else than an array");
        assertRefused(START + "N" + "\u0085".repeat(5_000_000) + ".", "goes on after 128 steps");
        assertRefused(START + "(".repeat(5_000_000) + "t".repeat(5_000_000) + ".", "goes on after 128 steps");
        assertRefused(START + "N" + "NR".repeat(60) + ".", "something else than an array");
        assertRefused(START + "N" + "Nb".repeat(60) + ".", "something else than an array");
    }

    @Test
    void refuses_programs_that_take_from_an_empty_stack() {
        for (String program : new String[] {".", "\u0094.", "h\0.", "t.", "\u0085.", "N\u0086.", "NN\u0087.", "R.",
            "NR.", "b.", "Nb.", "\u0093.", text("os") + "\u0093.", "(R.", "Nt."}) {
            assertRefused(START + program, "");
        }
    }

    @Test
    void refuses_results_that_are_no_frame() {
        assertRefused(START + "N.", "something else than an array"); // pickle.dumps(None): a failed read
        assertRefused(START + "K\1.", "something else than an array");
        assertRefused(START + "(.", "something else than an array");
        assertRefused(START + text("hello") + ".", "something else than an array");
        assertRefused(START + "NN.", "ends with 2 objects and 0 bytes left over");
        assertRefused(START + ".", "ends with 0 objects");
        assertRefused(START + text("numpy") + text("ndarray") + "\u0093\u0094.", "something else than an array");
    }

    private static String text(String text) {
        return "\u008C" + (char) text.length() + text + "\u0094";
    }

    private static String doubling(int times, int memo) {
        StringBuilder bomb = new StringBuilder("N");
        for (int i = 0; i < times; i++) {
            bomb.append('\u0094').append('h').append((char) (memo + i)).append('\u0086');
        }
        return bomb.toString();
    }

    /** A pickle of NumPy's in which another shape stands. */
    private static String frameOf(String shape) {
        String pickle = new String(Pictures.pickle("c_2x3x3.np1.p5"), StandardCharsets.ISO_8859_1);
        String other = pickle.substring(0, 2) + pickle.substring(11).replace("K\2K\3K\3\u0087", shape);
        assertThat(other).doesNotContain("K\2K\3K\3\u0087\u0094\u008C");
        return other;
    }

    private void decode(String pickle) throws BadFrameException {
        decoder.decode(ByteBuffer.wrap(pickle.getBytes(StandardCharsets.ISO_8859_1)), frame);
    }

    private void assertRefused(String pickle, String message) {
        ByteBuffer payload = ByteBuffer.wrap(pickle.getBytes(StandardCharsets.ISO_8859_1));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            decoder.decode(payload, frame);
        } catch (BadFrameException e) {
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(FEW_BYTES);
            assertThat(e).hasMessageContaining(message);
            assertThat(e.getMessage()).matches("[ -~]{1,400}");
            return;
        }
        throw new AssertionError("it was read; expected: " + message);
    }
}
