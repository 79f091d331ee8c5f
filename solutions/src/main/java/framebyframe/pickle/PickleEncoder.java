package framebyframe.pickle;

import framebyframe.client.ImageDecoder;
import framebyframe.server.FrameEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * A frame as the article's server sends it: {@code pickle.dumps(frame)} of NumPy 1.24, byte for byte.
 *
 * <p>A pickle is a program for a small machine with a stack. An opcode is one byte, and most are letters. The program
 * for a frame of 240 rows and 320 columns is 230,564 bytes long:
 *
 * <pre>
 *   offset    bytes                                   what the machine does
 *        0    80 04                                   PROTO: this is protocol 4
 *        2    95 86 00 00 00 00 00 00 00              FRAME: the next 134 bytes can be read at once
 *       11    8C 15 "numpy.core.multiarray" 94        push a text; 94 is MEMOIZE: remember it
 *       35    8C 0C "_reconstruct" 94
 *       50    93 94                                   STACK_GLOBAL: look up the function of that name
 *       52    8C 05 "numpy" 94 8C 07 "ndarray" 94 93 94
 *       72    K 00 85 94   C 01 "b" 94   87 94        the tuples (0,) and (ndarray, (0,), b'b')
 *       82    R 94                                    REDUCE: call the function; an empty array is on the stack
 *       84    (  K 01                                 MARK: a longer tuple begins; 1, a version
 *       87    K F0  M 40 01  K 03  87 94              the shape: (240, 320, 3)
 *       96    h 03 8C 05 "dtype" 94 93 94             BINGET 3 is "numpy" again, so this is numpy.dtype
 *      108    8C 02 "u1" 94 89 88 87 94 R 94          call it: dtype('u1', False, True)
 *      119    (  K 03  8C 01 "|" 94  N N N            its state: version 3, no byte order, three times None,
 *      129    J FF FF FF FF J FF FF FF FF K 00 t 94 b -1, -1, 0; TUPLE from the MARK on; BUILD: set the state
 *      144    89                                      False: the rows one after the other, "C order"
 *      145    B 00 84 03 00                           230,400 bytes of data follow, outside any FRAME:
 *      150    .. .. .. .. .. .. .. .. .. .. ..        the pixels, blue, green, red
 *   230550    95 05 00 00 00 00 00 00 00              FRAME: 5 more bytes
 *   230559    94  t 94  b                             TUPLE from the MARK on; BUILD: fill the empty array with it
 *   230563    .                                       STOP: what is on the stack is the result
 * </pre>
 *
 * <p>Sources: CPython's {@code Lib/pickletools.py}, which explains every opcode, and PEP 3154. NumPy 2 writes
 * {@code numpy._core.multiarray} instead; the old name is the one that both versions know.
 */
public final class PickleEncoder implements FrameEncoder {

    private static final String MEMOIZE = "\u0094";
    private static final String STACK_GLOBAL = "\u0093" + MEMOIZE;
    private static final String TUPLE3 = "\u0087" + MEMOIZE;
    private static final String TUPLE = "t" + MEMOIZE;
    private static final String REDUCE = "R" + MEMOIZE;

    private static final String BEFORE_SHAPE = text("numpy.core.multiarray") + text("_reconstruct") + STACK_GLOBAL
            + text("numpy") + text("ndarray") + STACK_GLOBAL
            + "K\0" + "\u0085" + MEMOIZE + "C\1b" + MEMOIZE + TUPLE3 + REDUCE + "(K\1";
    private static final String AFTER_SHAPE = "h\3" + text("dtype") + STACK_GLOBAL
            + text("u1") + "\u0089\u0088" + TUPLE3 + REDUCE
            + "(K\3" + text("|") + "NNNJ\u00FF\u00FF\u00FF\u00FFJ\u00FF\u00FF\u00FF\u00FFK\0" + TUPLE + "b\u0089";

    /** From this number of bytes on, data stands outside the FRAMEs. */
    private static final int LARGE = 64 * 1024;

    @Override
    public byte[] encode(Mat frame) throws IOException {
        if (frame.empty()) {
            throw new IllegalArgumentException("an empty frame cannot be encoded: was the read successful?");
        }
        boolean grey = frame.type() == CvType.CV_8UC1;
        if (!grey && frame.type() != CvType.CV_8UC3 || frame.total() > ImageDecoder.MAX_PIXELS) {
            throw new IOException("this frame cannot be written as a pickle: " + frame);
        }
        byte[] pixels = new byte[(int) frame.total() * frame.channels()];
        frame.get(0, 0, pixels);
        String shape = number(frame.rows()) + number(frame.cols()) + (grey ? "\u0086" + MEMOIZE : "K\3" + TUPLE3);
        return pickle(BEFORE_SHAPE + shape + AFTER_SHAPE, pixels);
    }

    private static byte[] pickle(String start, byte[] pixels) {
        if (Arrays.equals(pixels, new byte[] {'b'})) { // the memo has it as object 7: see offset 72
            return pickle(start + "h\7", "", new byte[0], TUPLE + "b.");
        }
        String length = pixels.length < 256 ? "C" + (char) pixels.length : "B" + littleEndian(pixels.length, 4);
        return pickle(start, length, pixels, MEMOIZE + TUPLE + "b.");
    }

    private static byte[] pickle(String start, String length, byte[] pixels, String end) {
        boolean large = pixels.length >= LARGE;
        int inFrame = start.length() + (large ? 0 : length.length() + pixels.length + end.length());
        byte[] before = bytes("\u0080\u0004" + frame(inFrame) + start + length);
        byte[] after = bytes((large ? frame(end.length()) : "") + end);
        return ByteBuffer.allocate(before.length + pixels.length + after.length)
                .put(before).put(pixels).put(after).array();
    }

    private static String text(String text) {
        return "\u008C" + (char) text.length() + text + MEMOIZE;
    }

    private static String number(int number) {
        return number < 256 ? "K" + (char) number
                : number < 65_536 ? "M" + littleEndian(number, 2) : "J" + littleEndian(number, 4);
    }

    private static String frame(int length) {
        return "\u0095" + littleEndian(length, 8);
    }

    private static String littleEndian(long number, int count) {
        byte[] all = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
        return new String(all, 0, count, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String chars) {
        return chars.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        // no native memory is held
    }
}
