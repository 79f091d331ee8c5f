package framebyframe.bench;

import framebyframe.opencv.OpenCvLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Bench} can do. The tables go to standard output, as Markdown:
 *
 * <ul>
 *   <li>{@code all}: all figures but the soak's, in about twenty minutes; {@code all quick} in about five, to see what
 *       comes out
 *   <li>one of the names in {@link #MEASUREMENTS}, also with {@code quick}
 *   <li>{@code soak MINUTES NAME}: runs for so long, and writes NAME.csv and NAME.png
 *   <li>{@code ages HOST:PORT SECONDS}: watches a server of the test pattern, and tells how old its frames are
 *   <li>{@code plot NAME}: draws NAME.png again
 * </ul>
 */
final class Commands {

    private static final int CLIP_FRAMES = 600;
    private static final Map<String, Measurement> MEASUREMENTS = new LinkedHashMap<>();

    static {
        MEASUREMENTS.put("throughput", effort -> List.of(new Throughput(effort).measure()));
        MEASUREMENTS.put("growth", effort -> List.of(new Growth(effort).measure()));
        MEASUREMENTS.put("viewers", effort -> new ManyViewers(effort).measure());
        MEASUREMENTS.put("slow", effort -> new SlowViewers(effort).measure());
        MEASUREMENTS.put("allocation", Commands::allocation);
        MEASUREMENTS.put("jpg", effort -> List.of(new Jpeg(effort).measure()));
    }

    private Commands() {
    }

    /** Takes figures. */
    private interface Measurement {
        List<Table> tables(Effort effort) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        String command = args.length == 0 ? "" : args[0];
        OpenCvLibrary.load();
        if (command.equals("soak") && args.length == 3) {
            new Soak(Duration.ofSeconds((long) (Double.parseDouble(args[1]) * 60))).run(Path.of(args[2] + ".csv"));
            draw(args[2]);
        } else if (command.equals("plot") && args.length == 2) {
            draw(args[1]);
        } else if (command.equals("ages") && args.length > 2) {
            FrameAges.main(Arrays.copyOfRange(args, 1, args.length));
        } else if (command.equals("all") || MEASUREMENTS.containsKey(command)) {
            measure(command, args.length > 1 && args[1].equals("quick") ? Effort.QUICK : Effort.FULL);
        } else {
            System.err.println("say all [quick], one of " + MEASUREMENTS.keySet() + " [quick], soak MINUTES NAME, "
                    + "plot NAME or ages HOST:PORT SECONDS");
            System.exit(2);
        }
    }

    private static void measure(String command, Effort effort) throws Exception {
        System.out.println(Machine.describe() + "\n");
        for (Map.Entry<String, Measurement> measurement : MEASUREMENTS.entrySet()) {
            if (command.equals("all") || command.equals(measurement.getKey())) {
                measurement.getValue().tables(effort).forEach(System.out::println);
            }
        }
    }

    private static List<Table> allocation(Effort effort) throws Exception {
        Path clip = Files.createTempFile("clip", ".avi");
        try {
            Clip.write(clip, CLIP_FRAMES);
            return List.of(new Stages(effort).measure(clip), new Allocation(effort).measure(clip));
        } finally {
            Files.delete(clip);
        }
    }

    private static void draw(String name) throws Exception {
        SoakLog log = new SoakLog(Path.of(name + ".csv"));
        log.draw(Path.of(name + ".png"));
        System.out.println(log.table());
    }
}
