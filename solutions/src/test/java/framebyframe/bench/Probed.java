package framebyframe.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program in a process of its own, with a probe in it: see {@link ProbedMain}. Used by one thread. */
final class Probed implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("LISTENING AT: .*:(\\d+)");

    private final Peer peer;

    private Probed(List<String> args) throws IOException {
        peer = new Peer(Jvm.command(ProbedMain.class, args.toArray()));
    }

    /** Starts a server. */
    static Probed server(String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("server", "--port", "0", "--no-preview", "--max-viewers", "1000"));
        args.addAll(List.of(options));
        return new Probed(args);
    }

    /** Starts a viewer of the server at this port. */
    static Probed viewer(int port, String view) throws IOException {
        return new Probed(List.of("client", "127.0.0.1:" + port, "--view", view));
    }

    /** A server's port. */
    int port() throws IOException {
        return Integer.parseInt(await(LISTENING).group(1));
    }

    /** Waits for a line that the program prints. */
    Matcher await(Pattern line) throws IOException {
        while (true) {
            Matcher matcher = line.matcher(peer.line());
            if (matcher.matches()) {
                return matcher;
            }
        }
    }

    /** What it has cost so far. */
    Cost cost() throws IOException {
        return ask("cost");
    }

    /** The same after the garbage was collected. */
    Cost costWithoutGarbage() throws IOException {
        return ask("clean");
    }

    private Cost ask(String question) throws IOException {
        peer.say(question);
        return Cost.parse(await(Pattern.compile(ProbedMain.ANSWER + "(.*)")).group(1));
    }

    /** Ends it as Ctrl-C does, and returns what it still had to say. */
    List<String> end() throws IOException {
        return peer.rest();
    }

    /** Kills it, if it is still running. */
    @Override
    public void close() {
        peer.close();
    }
}
