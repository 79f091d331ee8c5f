package framebyframe.bench;

import framebyframe.client.ImageDecoder;
import framebyframe.pattern.TestPattern;
import framebyframe.server.ImageEncoder;
import framebyframe.server.ImageFormat;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** Our OpenCV's jpg and that of the system's Python, in turns, with the same picture. */
final class Jpeg {

    private static final int QUALITY = 80;

    private final Effort effort;
    private final Optional<String> python = Python.with("cv2", "numpy");
    private final List<Double> encoding = new ArrayList<>();
    private final List<Double> decoding = new ArrayList<>();
    private final List<Double> pythonEncoding = new ArrayList<>();
    private final List<Double> pythonDecoding = new ArrayList<>();

    Jpeg(Effort effort) {
        this.effort = effort;
    }

    /** Two rows: encode and decode. */
    Table measure() throws Exception {
        Path picture = Files.createTempFile("picture", ".png");
        Mat frame = new Mat();
        Mat decoded = new Mat();
        ImageEncoder encoder = new ImageEncoder(ImageFormat.JPG, QUALITY);
        try (TestPattern pattern = new TestPattern(320, 240); encoder) {
            pattern.draw(frame, 1, TestPattern.now());
            Imgcodecs.imwrite(picture.toString(), frame);
            byte[] payload = encoder.encode(frame);
            ImageDecoder decoder = new ImageDecoder();
            for (int round = 0; round < effort.rounds(); round++) {
                encoding.add(measure(() -> encoder.encode(frame)));
                decoding.add(measure(() -> decoder.decode(ByteBuffer.wrap(payload), decoded)));
                if (python.isPresent()) {
                    askPython(python.get(), picture);
                }
                Progress.say("jpg, round %d", round + 1);
            }
        } finally {
            frame.release();
            decoded.release();
            Files.delete(picture);
        }
        Table table = new Table("One jpg of 320x240; medians of " + effort.rounds() + " rounds", "",
                "org.openpnp's OpenCV, microseconds", "% of a core at 30 frames/s", "the system's, microseconds",
                "ours to the system's");
        table.row(row("encode", encoding, pythonEncoding));
        table.row(row("decode", decoding, pythonDecoding));
        return table;
    }

    private double measure(Step step) throws Exception {
        return step.micros(effort.turn().toNanos() / 2);
    }

    private void askPython(String program, Path picture) throws Exception {
        try (Peer peer = new Peer(List.of(program, Python.script("jpeg_speed.py"), picture.toString(),
                String.valueOf(QUALITY), String.valueOf(effort.turn().toMillis() / 2)))) {
            pythonEncoding.add(Double.parseDouble(peer.line()));
            pythonDecoding.add(Double.parseDouble(peer.line()));
        }
    }

    private static String[] row(String name, List<Double> ours, List<Double> others) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < others.size(); round++) {
            ratios.add(ours.get(round) / others.get(round));
        }
        double micros = new Samples(ours).median();
        return new String[] {name, Table.number(micros, 0), Table.number(micros * 30 / 1e4, 1),
            others.isEmpty() ? "-" : Table.number(new Samples(others).median(), 0),
            ratios.isEmpty() ? "-" : new Samples(ratios).spread()};
    }
}
