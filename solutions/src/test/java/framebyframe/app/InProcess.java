package framebyframe.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * What came of a run of the program inside the test's own process.
 *
 * @param exit the exit code
 * @param out the lines that it printed
 * @param err the lines that it complained of
 */
record InProcess(int exit, List<String> out, List<String> err) {

    /** Runs the program to its end. */
    static InProcess run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return new InProcess(exit, out.toString().lines().toList(), err.toString().lines().toList());
    }
}
