package framebyframe.app;

import framebyframe.server.ServerEvents;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Consumer;

/** Says what happens in the server, a line for each event, in the article's words where it has some. */
final class ServerConsole implements ServerEvents {

    private final Consumer<String> out;
    private final Runnable onSourceEnded;
    private int viewers;

    ServerConsole(Consumer<String> out, Runnable onSourceEnded) {
        this.out = out;
        this.onSourceEnded = onSourceEnded;
    }

    /** {@code 127.0.0.1:9999} */
    static String name(SocketAddress address) {
        InetSocketAddress socketAddress = (InetSocketAddress) address;
        return socketAddress.getAddress().getHostAddress() + ":" + socketAddress.getPort();
    }

    @Override
    public synchronized void arrived(SocketAddress viewer) {
        viewers++;
        out.accept("GOT CONNECTION FROM: " + name(viewer) + " (" + viewers + " watching)");
    }

    @Override
    public synchronized void refused(SocketAddress viewer) {
        out.accept("REFUSED: " + name(viewer) + ", " + viewers + " are watching already");
    }

    @Override
    public synchronized void left(SocketAddress viewer, long sent, long skipped, String reason) {
        viewers--;
        out.accept("LEFT: " + name(viewer) + ", " + reason + "; it was sent " + sent + " frames and was too slow for "
                + skipped);
        notifyAll();
    }

    @Override
    public void sourceEnded() {
        onSourceEnded.run();
    }

    @Override
    public void sourceFailed(String reason) {
        out.accept("error: " + reason);
    }

    /** Waits until nobody is watching, at most so many milliseconds. */
    synchronized void awaitNobody(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; viewers > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
