package framebyframe.testing;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** A stream that keeps what is written to it, and knows how much of that was flushed, which is what a reader gets. */
public final class RecordingStream extends OutputStream {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int flushed;
    private int writes;
    private int flushes;
    private boolean closed;
    private Thread thread;

    /** From now on keeps only what this thread writes: what another one writes might come too late, so it does. */
    public RecordingStream forThisThread() {
        thread = Thread.currentThread();
        return this;
    }

    @Override
    public void write(int b) {
        if (isInTime()) {
            written.write(b);
            writes++;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (isInTime()) {
            written.write(bytes, offset, length);
            writes++;
        }
    }

    private boolean isInTime() {
        return thread == null || thread == Thread.currentThread();
    }

    @Override
    public void flush() {
        flushed = written.size();
        flushes++;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** All bytes that were written, flushed or not. */
    public byte[] written() {
        return written.toByteArray();
    }

    /** The bytes that had been written when flush() was called last. */
    public byte[] flushed() {
        return Arrays.copyOf(written.toByteArray(), flushed);
    }

    /** How many calls of write have come. */
    public int writes() {
        return writes;
    }

    /** How many calls of flush have come. */
    public int flushes() {
        return flushes;
    }

    /** True after close(). */
    public boolean isClosed() {
        return closed;
    }
}
