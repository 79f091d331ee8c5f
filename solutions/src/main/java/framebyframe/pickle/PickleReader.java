package framebyframe.pickle;

import framebyframe.client.BadFrameException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The small machine that a pickle is a program for, with the 23 opcodes and six names that a frame needs;
 * {@link PickleEncoder} shows such a program. This machine runs nothing: where Python would call a function, it notes
 * which and with what, and {@link PickledArray} compares the notes with those that a frame makes.
 *
 * <p>Nothing grows: a step pushes one object at most, the number of steps is limited, and the data stays where it is,
 * in the payload.
 */
final class PickleReader {

    /** A frame takes about 70. */
    private static final int MAX_STEPS = 128;

    /** NumPy 2 writes two of them with an underscore, {@code numpy._core}, and that makes six. */
    private static final Set<String> NAMES = Set.of("numpy.ndarray", "numpy.dtype",
            "numpy.core.multiarray._reconstruct", "numpy.core.numeric._frombuffer");

    /** Python's None; no null of Java's comes into the lists. */
    static final Object NONE = new Object();

    /** Where a longer tuple begins. */
    private static final Object MARK = new Object();

    private final ByteBuffer in;
    private final List<Object> stack = new ArrayList<>();
    private final List<Object> memo = new ArrayList<>();

    /** A note: Python would look up a function or class here. */
    record Global(String name) { }

    /** A note: Python would call a function here. */
    record Call(Object function, Object arguments) { }

    /** A note: Python would give an object its state here. */
    record Built(Object object, Object state) { }

    private PickleReader(ByteBuffer in) {
        this.in = in;
    }

    /**
     * Reads one pickle.
     *
     * @param payload from the position to the limit; not changed
     * @throws BadFrameException if it is no pickle of a frame, whatever else it may be
     */
    static PickledArray read(ByteBuffer payload) throws BadFrameException {
        try {
            return PickledArray.in(new PickleReader(payload.duplicate().order(ByteOrder.LITTLE_ENDIAN)).run());
        } catch (BufferUnderflowException e) {
            throw new BadFrameException("a pickle of " + payload.remaining() + " bytes is cut short", e);
        } catch (IndexOutOfBoundsException e) { // the stack's, or the memo's
            throw new BadFrameException("a pickle of " + payload.remaining() + " bytes uses what it does not have", e);
        }
    }

    private Object run() throws BadFrameException {
        if (in.get() != PickleDecoder.FIRST_BYTE) {
            throw new BadFrameException("this payload does not begin as a pickle does");
        }
        int protocol = unsignedByte();
        if (protocol != 4 && protocol != 5) {
            throw new BadFrameException("this pickle has protocol " + protocol
                    + ": frames are read in 4 and 5, which Python writes since 3.8");
        }
        int steps = 0;
        for (int opcode = unsignedByte(); opcode != '.'; opcode = unsignedByte()) {
            if (++steps > MAX_STEPS) {
                throw refusal("goes on after " + MAX_STEPS + " steps");
            }
            step(opcode);
        }
        if (stack.size() != 1 || in.hasRemaining()) {
            throw refusal("ends with " + stack.size() + " objects and " + in.remaining() + " bytes left over");
        }
        return pop();
    }

    private void step(int opcode) throws BadFrameException {
        switch (opcode) {
            case 0x95 -> requireRemaining(in.getLong()); // FRAME
            case '(' -> stack.add(MARK);
            case 'N' -> stack.add(NONE);
            case 0x88 -> stack.add(true); // NEWTRUE
            case 0x89 -> stack.add(false); // NEWFALSE
            case 'K' -> stack.add(unsignedByte()); // BININT1
            case 'M' -> stack.add(Short.toUnsignedInt(in.getShort())); // BININT2
            case 'J' -> stack.add(in.getInt()); // BININT
            case 'C' -> stack.add(bytes(unsignedByte())); // SHORT_BINBYTES
            case 'B' -> stack.add(bytes(Integer.toUnsignedLong(in.getInt()))); // BINBYTES
            case 0x96 -> stack.add(bytes(in.getLong())); // BYTEARRAY8
            case 0x8C -> stack.add(text(unsignedByte())); // SHORT_BINUNICODE
            case 0x93 -> stack.add(global(pop(), pop())); // STACK_GLOBAL
            case 0x94 -> memo.add(stack.get(stack.size() - 1)); // MEMOIZE
            case 'h' -> stack.add(memo.get(unsignedByte())); // BINGET
            case 't' -> stack.set(stack.lastIndexOf(MARK), tuple(stack.lastIndexOf(MARK) + 1)); // TUPLE
            case 0x85, 0x86, 0x87 -> stack.add(tuple(stack.size() - (opcode - 0x84))); // TUPLE1, TUPLE2, TUPLE3
            case 'R' -> stack.add(new Call(stack.remove(stack.size() - 2), pop())); // REDUCE
            case 'b' -> stack.add(new Built(stack.remove(stack.size() - 2), pop())); // BUILD
            case 'c', 'i' -> throw refusal("asks for " + twoLines()); // GLOBAL, INST: the old ways to ask
            default -> throw refusal(
                    String.format(opcode < 0x7F ? "uses the opcode 0x%02X, '%<c'" : "uses the opcode 0x%02X", opcode));
        }
    }

    private static Global global(Object name, Object module) throws BadFrameException {
        String full = module instanceof String && name instanceof String ? module + "." + name : "something nameless";
        Global global = new Global(full.replace("numpy._core.", "numpy.core."));
        if (!NAMES.contains(global.name())) {
            throw refusal("asks for " + full);
        }
        return global;
    }

    private List<Object> tuple(int from) {
        List<Object> top = stack.subList(from, stack.size());
        List<Object> items = new ArrayList<>(top);
        top.clear();
        return items;
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private int unsignedByte() {
        return Byte.toUnsignedInt(in.get());
    }

    private ByteBuffer bytes(long length) throws BadFrameException {
        requireRemaining(length);
        ByteBuffer bytes = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return bytes;
    }

    private void requireRemaining(long length) throws BadFrameException {
        if (Long.compareUnsigned(length, in.remaining()) > 0) {
            throw new BadFrameException("this pickle announces " + Long.toUnsignedString(length)
                    + " bytes, and has " + in.remaining());
        }
    }

    private String text(int length) throws BadFrameException {
        return StandardCharsets.UTF_8.decode(bytes(length)).toString();
    }

    private String twoLines() throws BadFrameException {
        return text(Math.min(99, in.remaining())).replaceFirst("(?s)\n([^\n]*).*", ".$1");
    }

    /**
     * What a message is made of comes from somebody we do not know and goes to a terminal, which obeys characters that
     * nobody sees: so only those that can be seen.
     */
    static BadFrameException refusal(String what) {
        return new BadFrameException("this pickle " + what.replaceAll("[^ -~]", "?")
                + ": refused; frames never need that");
    }
}
