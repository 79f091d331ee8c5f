package framebyframe.bench;

/**
 * Takes the figures of docs/performance.md: {@code mvn -q -Pbench test-compile exec:java -pl solutions}.
 *
 * <p>Maven runs this class in a JVM with options of its own. The measuring is done in a plain one.
 */
public final class Bench {

    private Bench() {
    }

    /** @param args what {@link Commands} knows */
    public static void main(String[] args) throws Exception {
        Process measuring = new ProcessBuilder(Jvm.command(Commands.class, (Object[]) args)).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(measuring::destroy));
        if (measuring.waitFor() != 0) {
            throw new IllegalStateException("the benchmark has failed: see above");
        }
    }
}
