package framebyframe.testing;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A stream that hands out given bytes in chunks, as a network does, and then ends. It knows how many bytes were taken
 * from it, and loses patience with code that reads on and on after the end.
 */
public final class Wire extends InputStream {

    private static final int PATIENCE = 50;
    private static final StackWalker CALLER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final byte[] bytes;
    private final byte[] one = new byte[1];
    private final NavigableSet<Integer> cuts = new TreeSet<>();
    private final String name;
    private int taken;
    private int reads;
    private int readsAfterTheEnd;
    private int readsOfNothing;
    private boolean closed;

    private Wire(byte[] bytes, String name) {
        this.bytes = bytes;
        this.name = name;
    }

    /** All bytes are there at once. */
    public static Wire whole(byte[] bytes) {
        return new Wire(bytes, "all " + bytes.length + " bytes in one chunk");
    }

    /** Each read brings one byte. */
    public static Wire byteByByte(byte[] bytes) {
        Wire wire = new Wire(bytes, "one byte a read");
        for (int i = 1; i < bytes.length; i++) {
            wire.cuts.add(i);
        }
        return wire;
    }

    /** Two chunks: what is before the offset, and the rest. */
    public static Wire cutAt(byte[] bytes, int offset) {
        Wire wire = new Wire(bytes, "a chunk of " + offset + " bytes, then the other " + (bytes.length - offset));
        wire.cuts.add(offset);
        return wire;
    }

    /** So many chunks of about the same size. */
    public static Wire cutInto(int chunks, byte[] bytes) {
        Wire wire = new Wire(bytes, chunks + " chunks");
        for (int i = 1; i < chunks; i++) {
            wire.cuts.add((int) ((long) bytes.length * i / chunks));
        }
        return wire;
    }

    /** The same bytes cut in two at every offset, one wire each. */
    public static List<Wire> cutAtEveryOffset(byte[] bytes) {
        List<Wire> wires = new ArrayList<>();
        for (int offset = 1; offset < bytes.length; offset++) {
            wires.add(cutAt(bytes, offset));
        }
        return wires;
    }

    /** The bytes of messages with these payloads, as Python's struct.pack("&lt;Q", len(a)) + a makes them. */
    public static byte[] messages(byte[]... payloads) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] payload : payloads) {
            all.writeBytes(header(payload.length));
            all.writeBytes(payload);
        }
        return all.toByteArray();
    }

    /** Eight bytes, the lowest first. */
    public static byte[] header(long length) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    }

    /** How many bytes were read. */
    public int taken() {
        return taken;
    }

    /** How many calls of read have brought bytes. */
    public int reads() {
        return reads;
    }

    /** True after close(). */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public int read() {
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xFF;
    }

    /** As from a network, a guess that helps nobody. Java's own streams may ask. */
    @Override
    public int available() {
        if (CALLER.getCallerClass().getName().startsWith("framebyframe.")) {
            throw new AssertionError("available() was asked how much can be read.\nWhy: it is a guess, and may be 0"
                    + " while bytes are on their way, or when none will ever come.\nTry: do without it; call read(),"
                    + " which waits for bytes, and says -1 at the end");
        }
        return 0;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (offset < 0 || length < 0 || offset + length > buffer.length) {
            throw new AssertionError("read(buffer, " + offset + ", " + length + ") does not fit a buffer of "
                    + buffer.length + " bytes" + (readsAfterTheEnd > 0 ? ", and the stream has ended before: read()"
                    + " had returned -1, which is no number of bytes.\nTry: leave the loop at -1, before you add it up"
                    : ".\nTry: store at the position after the bytes you have, and ask for those that are missing"));
        }
        if (length == 0) {
            if (++readsOfNothing > PATIENCE) {
                throw new AssertionError("read was asked for 0 bytes again and again: an endless loop.\nWhy: it brings"
                        + " 0 then, and never -1.\nTry: leave the loop when nothing is missing any more");
            }
            return 0;
        }
        readsOfNothing = 0;
        if (taken == bytes.length) {
            if (++readsAfterTheEnd > PATIENCE) {
                throw new AssertionError("the stream has ended after " + bytes.length + " bytes, read() has returned"
                        + " -1, and it is read again and again: an endless loop.\nWhy: the article's client does that"
                        + " when the server dies, and keeps a processor busy for ever.\nTry: leave the loop at -1");
            }
            return -1;
        }
        int end = cuts.isEmpty() ? bytes.length : nextCut();
        int n = Math.min(length, end - taken);
        System.arraycopy(bytes, taken, buffer, offset, n);
        taken += n;
        reads++;
        return n;
    }

    private int nextCut() {
        Integer cut = cuts.higher(taken);
        return cut == null ? bytes.length : cut;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** How the bytes come: "one byte a read". */
    @Override
    public String toString() {
        return name;
    }
}
