package framebyframe.bench;

import framebyframe.app.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The program, and beside it a thread that tells what it costs: a line {@code cost} on standard input is answered with
 * a line {@link #ANSWER} and a {@link Cost}; for {@code clean} the garbage is collected first. The end of standard
 * input ends the program as Ctrl-C does.
 */
final class ProbedMain {

    static final String ANSWER = "COST: ";

    private ProbedMain() {
    }

    public static void main(String[] args) {
        Thread probe = new Thread(ProbedMain::answer, "probe");
        probe.setDaemon(true);
        probe.start();
        Main.main(args);
    }

    private static void answer() {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("clean")) {
                    System.gc();
                }
                System.out.println(ANSWER + Cost.now());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.exit(0);
    }
}
