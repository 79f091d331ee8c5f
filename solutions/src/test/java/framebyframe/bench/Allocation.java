package framebyframe.bench;

import framebyframe.client.VideoWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How many bytes of Java's heap each thread of the server and of two viewers uses up for a frame. */
final class Allocation {

    /** More than the usual 30, so that all code is soon compiled, as it is after some minutes. */
    private static final String FPS = "100";

    /** What the viewer without a window prints once a second. */
    private static final Pattern SECOND = Pattern.compile("(\\d+) frames, .*");

    private final Effort effort;
    private final Table table = new Table("Bytes allocated for a frame, payload included, by each thread",
            "thread", "jpg", "bmp");

    Allocation(Effort effort) {
        this.effort = effort;
    }

    /**
     * One of the programs at work.
     *
     * @param before what it had cost at the beginning
     * @param after what it had cost at the end
     */
    private record Work(Cost before, Cost after, long frames) {

        /** In bytes. */
        long perFrame(String thread) {
            return (after.allocated().getOrDefault(thread, 0L) - before.allocated().getOrDefault(thread, 0L)) / frames;
        }
    }

    /** The server's work first, then its viewers'. */
    private record Run(List<Work> work, Delivery delivery) {
    }

    /**
     * A frame that a viewer was too slow for was captured all the same, and makes the server's figures too large.
     *
     * @param clip a video file that takes the camera's place
     */
    Table measure(Path clip) throws IOException {
        Run jpg = measure(clip, "jpg");
        Run bmp = measure(clip, "bmp");
        row("server: reads, resizes, encodes (thread capture)", jpg, bmp, 0, "capture");
        row("server: writes to each viewer (thread viewer)", jpg, bmp, 0, "viewer");
        row("viewer without a window: receives, decodes (thread main)", jpg, bmp, 1, "main");
        if (jpg.work.size() > 2) {
            row("viewer with a window: receives, decodes, shows (thread main)", jpg, bmp, 2, "main");
            row("viewer with a window: paints (thread AWT-EventQueue-0)", jpg, bmp, 2, "AWT-EventQueue-0");
        }
        table.row("frames that viewers were too slow for", jpg.delivery.share(), bmp.delivery.share());
        return table;
    }

    private void row(String name, Run jpg, Run bmp, int program, String thread) {
        int share = thread.equals("viewer") ? jpg.work.size() - 1 : 1; // a thread for each
        table.row(name, Table.number(jpg.work.get(program).perFrame(thread) / share, 0),
                Table.number(bmp.work.get(program).perFrame(thread) / share, 0));
    }

    /** The server first, then its viewers. */
    private Run measure(Path clip, String format) throws IOException {
        List<Probed> programs = new ArrayList<>();
        try {
            programs.add(Probed.server("--source", clip.toString(), "--format", format, "--fps", FPS));
            int port = programs.get(0).port();
            programs.add(Probed.viewer(port, "none"));
            if (VideoWindow.isPossible()) {
                programs.add(Probed.viewer(port, "window"));
            }
            List<Work> work = watch(programs);
            return new Run(work, Delivery.of(programs.get(0).end()));
        } finally {
            programs.forEach(Probed::close);
        }
    }

    private List<Work> watch(List<Probed> programs) throws IOException {
        Probed clock = programs.get(1);
        skip(clock, effort.warmUp().toSeconds());
        List<Cost> before = new ArrayList<>();
        long start = frames(clock);
        for (Probed program : programs) {
            before.add(program.cost());
        }
        skip(clock, effort.watch().toSeconds());
        long frames = frames(clock) - start;
        List<Work> work = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            work.add(new Work(before.get(i), programs.get(i).cost(), frames));
        }
        return work;
    }

    private static void skip(Probed clock, long seconds) throws IOException {
        for (long second = 1; second < seconds; second++) {
            frames(clock);
        }
    }

    /** Waits for the next second, and returns how many frames there have been. */
    private static long frames(Probed clock) throws IOException {
        return Long.parseLong(clock.await(SECOND).group(1));
    }
}
