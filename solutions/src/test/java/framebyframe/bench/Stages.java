package framebyframe.bench;

import com.sun.management.ThreadMXBean;
import framebyframe.client.ImageDecoder;
import framebyframe.client.PictureConverter;
import framebyframe.framing.MessageReader;
import framebyframe.framing.MessageWriter;
import framebyframe.pattern.PatternCode;
import framebyframe.pattern.TestPattern;
import framebyframe.server.Capture;
import framebyframe.server.FileSource;
import framebyframe.server.ImageEncoder;
import framebyframe.server.ImageFormat;
import framebyframe.server.Mailbox;
import framebyframe.server.Resizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;

/** What one frame's way costs, step by step, in one thread: time, and bytes that are allocated in Java's heap. */
final class Stages {

    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Effort effort;
    private final Table table = new Table("One frame step by step: 640x480 captured, 320x240 sent",
            "step", "microseconds", "bytes allocated", "of them payload");

    Stages(Effort effort) {
        this.effort = effort;
    }

    /** @param clip a video file */
    Table measure(Path clip) throws Exception {
        Mat frame = new Mat();
        Mat small = new Mat();
        TestPattern pattern = new TestPattern(640, 480);
        try (pattern; Capture video = new FileSource(clip.toString(), 1e9).open()) {
            step("read a frame of a video file (Motion JPEG)", 0, () -> video.read(frame));
            long[] number = new long[1];
            step("draw the test pattern", 0, () -> pattern.draw(frame, number[0]++, TestPattern.now()));
            step("resize", 0, () -> Resizer.toWidth(frame, 320, small));
            for (ImageFormat format : List.of(ImageFormat.JPG, ImageFormat.BMP)) {
                payload(format, small);
            }
            PictureConverter converter = new PictureConverter();
            step("copy to a picture", 0, () -> converter.toPicture(small));
            step("read the pattern's cells", 0, () -> PatternCode.read(small));
        } finally {
            frame.release();
            small.release();
        }
        return table;
    }

    private void payload(ImageFormat format, Mat small) throws Exception {
        ImageEncoder encoder = new ImageEncoder(format, 80);
        Mat decoded = new Mat();
        byte[] payload = encoder.encode(small);
        step("encode " + format, payload.length, () -> encoder.encode(small));
        Mailbox mailbox = new Mailbox();
        MessageWriter writer = new MessageWriter(OutputStream.nullOutputStream());
        step("into a mailbox, out of it, write " + format, 0, () -> {
            mailbox.put(payload);
            writer.write(mailbox.take().orElseThrow());
        });
        ImageDecoder decoder = new ImageDecoder();
        step("decode " + format, 0, () -> decoder.decode(ByteBuffer.wrap(payload), decoded));
        encoder.close();
        decoded.release();
    }

    private void step(String name, int payload, Step step) throws Exception {
        step.repeat(effort.turn().toNanos());
        List<Double> micros = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            double count = step.repeat(effort.turn().toNanos() / ROUNDS);
            micros.add((System.nanoTime() - start) / 1e3 / count);
            bytes.add((THREADS.getCurrentThreadAllocatedBytes() - allocated) / count);
        }
        table.row(name, Table.number(new Samples(micros).median(), 1), Table.number(new Samples(bytes).median(), 0),
                payload == 0 ? "-" : Table.number(payload, 0));
        Progress.say("step: %s", name);
    }
}
