package framebyframe.app;

import framebyframe.Until;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads that the program starts, known by their names: none of them may stay behind. */
final class ProgramThreads {

    private static final String NAMES =
            "accept|capture|viewer .*|write watchdog|shutdown|terminal keys|pool-\\d+-thread-\\d+";

    private ProgramThreads() {
    }

    /** Waits until there is none. */
    static void awaitNone() throws Exception {
        try {
            Until.holds("the end of every thread", () -> alive().isEmpty());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ": " + alive(), e);
        }
    }

    private static Set<String> alive() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.matches(NAMES))
                .collect(Collectors.toSet());
    }
}
