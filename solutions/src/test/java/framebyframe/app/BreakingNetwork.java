package framebyframe.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between two chats, hands on each byte, and breaks after so many. */
final class BreakingNetwork implements AutoCloseable {

    /** How it breaks. */
    enum Fault { CLOSES, RESETS, STALLS }

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final AtomicLong left;
    private final Fault fault;
    private Socket caller;
    private Socket called;

    /**
     * @param target the port of the side that listens
     * @param bytes how many pass, both ways together, before it breaks
     */
    BreakingNetwork(int target, long bytes, Fault fault) throws IOException {
        this.left = new AtomicLong(bytes);
        this.fault = fault;
        start(() -> {
            caller = listening.accept();
            called = new Socket(InetAddress.getLoopbackAddress(), target);
            start(() -> handOn(caller, called));
            handOn(called, caller);
        });
    }

    /** The port for the side that calls. */
    int port() {
        return listening.getLocalPort();
    }

    private void handOn(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[4_096];
        InputStream in = from.getInputStream();
        for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
            long rest = left.getAndAdd(-n);
            if (rest > 0) {
                to.getOutputStream().write(buffer, 0, (int) Math.min(n, rest));
            }
            if (rest <= n) {
                fail();
                return;
            }
        }
    }

    private void fail() throws IOException {
        if (fault == Fault.STALLS) {
            return; // nobody hands on anything any more
        }
        for (Socket socket : new Socket[] {caller, called}) {
            socket.setSoLinger(fault == Fault.RESETS, 0);
            socket.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one side has ended its connection
            }
        }, "network");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        if (called != null) {
            caller.close();
            called.close();
        }
    }
}
