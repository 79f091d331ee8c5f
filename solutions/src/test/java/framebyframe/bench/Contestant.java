package framebyframe.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Two programs, one that sends as fast as it can and one that receives.
 *
 * @param sender its command; it prints its port
 * @param receiver its command, to which the port is added; it prints how many messages a second came
 * @param size of a message in bytes
 */
record Contestant(List<String> sender, List<String> receiver, int size) {

    /** The kit's own messages. */
    static Contestant messages(int size, Effort effort) {
        return java(MessageTransport.class, size, effort);
    }

    /** Nothing but bytes, so many in each write. */
    static Contestant raw(int size, Effort effort) {
        return java(RawTransport.class, size, effort);
    }

    /** The same without Java's copies. */
    static Contestant direct(int size, Effort effort) {
        return java(DirectTransport.class, size, effort);
    }

    private static Contestant java(Class<?> transport, int size, Effort effort) {
        return new Contestant(Jvm.command(transport, "send", size, effort.turn().toMillis()),
                Jvm.command(transport, "receive", size), size);
    }

    /** The article's way; its messages are a little larger than the frame. */
    static Contestant article(String python, FrameSize frame, Effort effort) {
        String script = Python.script("article_speed.py");
        return new Contestant(List.of(python, script, "send", frame.toString(),
                String.valueOf(effort.turn().toMillis())),
                List.of(python, script, "receive"), frame.bytes());
    }

    /** Runs both for one turn. */
    double messagesPerSecond() throws IOException {
        try (Peer sending = new Peer(sender)) {
            List<String> command = new ArrayList<>(receiver);
            command.add(sending.line());
            try (Peer receiving = new Peer(command)) {
                return Double.parseDouble(receiving.line());
            }
        }
    }

    /** The same in millions of bytes. */
    double megabytesPerSecond() throws IOException {
        return messagesPerSecond() * size / 1e6;
    }
}
