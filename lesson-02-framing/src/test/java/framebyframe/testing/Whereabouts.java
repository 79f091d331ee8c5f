package framebyframe.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the learner's own line in a stack trace, and says what a thread does there. */
public final class Whereabouts {

    private Whereabouts() {
    }

    /** The topmost line of code that the learner wrote; of given code, if there is no other. */
    public static Optional<StackTraceElement> learnersLine(StackTraceElement[] stack) {
        List<StackTraceElement> code = Arrays.stream(stack).filter(Whereabouts::isLessonCode).toList();
        return code.stream().filter(frame -> !isGiven(frame)).findFirst().or(() -> code.stream().findFirst());
    }

    /** The same for an exception or one of its causes, the innermost first: there it began. */
    public static Optional<StackTraceElement> learnersLine(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
            chain.add(0, t);
        }
        return chain.stream().flatMap(t -> learnersLine(t.getStackTrace()).stream()).findFirst();
    }

    /** The line of the test that was running. */
    public static Optional<StackTraceElement> testLine(StackTraceElement[] stack) {
        return Arrays.stream(stack).filter(Whereabouts::isTest).findFirst();
    }

    /** "ReassemblyLoop.fill". */
    public static String method(StackTraceElement frame) {
        String name = frame.getClassName();
        String method = frame.getMethodName().replaceFirst("^lambda\\$(\\w+)\\$.*", "$1");
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
    }

    /** "src/main/java/framebyframe/framing/ReassemblyLoop.java:31", which a terminal or an IDE can open. */
    public static String file(StackTraceElement frame) {
        return source(frame) + ":" + frame.getLineNumber();
    }

    /**
     * What a thread is doing: the end of a sentence.
     *
     * @param stack its stack
     * @param state its state, or RUNNABLE if that is not known
     */
    public static String doing(StackTraceElement[] stack, Thread.State state) {
        if (state == Thread.State.BLOCKED) {
            return "waits for a lock (synchronized) that another thread holds.";
        }
        List<StackTraceElement> jdk = Arrays.stream(stack)
                .takeWhile(frame -> !frame.getClassName().startsWith("framebyframe.")).toList();
        List<String> calls = jdk.stream().map(Whereabouts::method).toList();
        if (calls.stream().noneMatch(call -> call.matches("Object\\.wait0?|Thread\\.sleep.*|Unsafe\\.park|Net\\.\\w+"
                + "|\\w+Dispatcher(Impl)?\\.\\w+|DatagramChannelImpl\\.\\w+0|FileInputStream\\.read.*"))) {
            return "is still running: a loop that never ends.";
        }
        String call = calls.get(calls.size() - 1);
        String name = call.substring(call.lastIndexOf('.') + 1) + "()";
        return switch (name) {
            case "<init>()" -> "still waits in new " + call.substring(0, call.indexOf('.'))
                    + "(...), for an answer that never comes.";
            case "accept()" -> "still waits in accept(), for a connection that never comes.";
            case "connect()" -> "still waits in connect(), for an answer that never comes.";
            case "receive()" -> "still waits in receive(), for a datagram that never comes.";
            case "write()", "flush()" -> "still waits in " + name + ", for the other side to read.";
            case "join()" -> "still waits in join(), for another thread to end.";
            case "wait()" -> "still waits in wait(), for a notify() that never comes.";
            case "sleep()" -> "still sleeps, in sleep().";
            default -> name.startsWith("read") && calls.stream().noneMatch("Unsafe.park"::equals)
                    ? "still waits in " + name + ", for bytes that never come."
                    : "still waits in " + call + "(), for another thread.";
        };
    }

    private static boolean isLessonCode(StackTraceElement frame) {
        return frame.getClassName().startsWith("framebyframe.") && !isTest(frame)
                && !frame.getClassName().startsWith("framebyframe.testing.");
    }

    private static boolean isTest(StackTraceElement frame) {
        return frame.getClassName().matches("framebyframe\\..*Test(\\$.*)?");
    }

    private static String source(StackTraceElement frame) {
        String name = frame.getClassName();
        String folder = name.substring(0, name.lastIndexOf('.') + 1).replace('.', '/');
        return (isTest(frame) ? "src/test/java/" : "src/main/java/") + folder + frame.getFileName();
    }

    /** Given files say so in their first line. */
    private static boolean isGiven(StackTraceElement frame) {
        Path file = Path.of(System.getProperty("basedir", "."), source(frame));
        if (!Files.exists(file)) {
            return false;
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return String.valueOf(reader.readLine()).startsWith("// Given:");
        } catch (IOException e) {
            return false;
        }
    }
}
