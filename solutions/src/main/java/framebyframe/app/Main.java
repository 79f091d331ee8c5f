package framebyframe.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program: live video over a socket. Without arguments it runs the demo. */
@Command(name = "frame-by-frame",
        description = "Live video over a socket. Without a command it runs the demo.",
        mixinStandardHelpOptions = true, version = "frame-by-frame 1.0",
        subcommands = {DemoCommand.class, ServerCommand.class, ClientCommand.class, ChatCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended as asked", "1:failed while running, the reason is the last line", "2:wrong usage",
            "130:ended by Ctrl-C"})
public final class Main {

    private Main() {
    }

    /** Runs the program and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /**
     * Runs the program.
     *
     * @param out what it has to say
     * @param err what went wrong
     * @return its exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        String[] command = args.length == 0 ? new String[] {"demo"} : args;
        try {
            return new CommandLine(new Main())
                    .setOut(out)
                    .setErr(err)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setUsageHelpAutoWidth(true)
                    .setParameterExceptionHandler(Main::refuse)
                    .setExecutionExceptionHandler(Main::explain)
                    .execute(command);
        } catch (UnsatisfiedLinkError e) {
            err.println("error: OpenCV cannot be loaded on this system: " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    /** A wrong usage is one line for the user, not a page of help. */
    private static int refuse(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("error: " + e.getMessage().replace("\n", " ") + " (--help shows the options)");
        return ExitCode.USAGE;
    }

    /** What goes wrong while running is one line for the user; a mistake in the program keeps its stack trace. */
    private static int explain(Exception e, CommandLine commandLine, ParseResult parsed) throws Exception {
        if (!(e instanceof IOException || e instanceof UncheckedIOException)) {
            throw e;
        }
        commandLine.getErr().println("error: " + e.getMessage());
        return ExitCode.SOFTWARE;
    }
}
