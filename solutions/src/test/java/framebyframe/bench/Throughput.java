package framebyframe.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many frames a second go through a connection: ours, the limit and the article's, in turns. */
final class Throughput {

    private static final int LIMITS_BUFFER = 1024 * 1024;

    private final Effort effort;
    private final Optional<String> python = Python.with("numpy");

    Throughput(Effort effort) {
        this.effort = effort;
    }

    /** One row for each size of frames. */
    Table measure() throws IOException {
        Table table = new Table("Messages at full speed, two processes; medians of " + effort.rounds() + " rounds",
                "frame", "frames/s", "MB/s", "limit: MB/s", "of the limit",
                "of what a C program could do", "the article: frames/s", "ours to the article's");
        for (FrameSize frame : effort.sizes()) {
            table.row(row(frame));
        }
        return table;
    }

    private String[] row(FrameSize frame) throws IOException {
        Contestant ours = Contestant.messages(frame.bytes(), effort);
        Contestant limit = Contestant.raw(LIMITS_BUFFER, effort);
        Contestant direct = Contestant.direct(LIMITS_BUFFER, effort);
        Optional<Contestant> article = python.map(program -> Contestant.article(program, frame, effort));
        List<Double> frames = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        List<Double> articles = new ArrayList<>();
        List<Double> toLimit = new ArrayList<>();
        List<Double> toDirect = new ArrayList<>();
        List<Double> toArticle = new ArrayList<>();
        for (int round = 0; round < effort.rounds(); round++) {
            double own = ours.megabytesPerSecond();
            double raw = limit.megabytesPerSecond();
            frames.add(own * 1e6 / frame.bytes());
            limits.add(raw);
            toLimit.add(own / raw);
            toDirect.add(own / direct.megabytesPerSecond());
            if (article.isPresent()) {
                double pickled = article.get().messagesPerSecond();
                articles.add(pickled);
                toArticle.add(own * 1e6 / frame.bytes() / pickled);
            }
            Progress.say("throughput, %s, round %d", frame, round + 1);
        }
        double perSecond = new Samples(frames).median();
        return new String[] {frame.toString(), Table.number(perSecond, 0),
            Table.number(perSecond * frame.bytes() / 1e6, 0), Table.number(new Samples(limits).median(), 0),
            new Samples(toLimit).spread(), new Samples(toDirect).spread(),
            articles.isEmpty() ? "-" : Table.number(new Samples(articles).median(), 0),
            toArticle.isEmpty() ? "-" : new Samples(toArticle).spread()};
    }
}
