package framebyframe.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The other side of a connection, as a test wants it: polite, hasty or rude. */
public final class Peer {

    private Peer() {
    }

    /** Sends bytes, says that this was all, and returns what came back until the end of the stream. */
    public static byte[] askAndFinish(Socket socket, byte[] request) throws IOException {
        Background<Void> sender = Background.run("the sender", () -> {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
        });
        try (socket) {
            return socket.getInputStream().readAllBytes();
        } finally {
            sender.close();
        }
    }

    /** The same on a connection of its own to a port of this machine. */
    public static String ask(int port, String request) throws IOException {
        Socket socket = connect(port);
        socket.setSoTimeout((int) Patience.LIMIT.toMillis() / 2);
        try {
            return text(askAndFinish(socket, request.getBytes(StandardCharsets.US_ASCII)));
        } catch (SocketTimeoutException e) {
            throw new AssertionError("a client has sent \"" + request + "\" and has waited "
                    + Patience.LIMIT.toMillis() / 2000.0 + " s for its echo and the end of the stream");
        }
    }

    /** A connection to a port of this machine. */
    public static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** Sends back every byte until the end of the stream, then closes; returns what came. */
    public static byte[] echo(Socket socket) throws IOException {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] chunk = new byte[4096];
            for (int n = in.read(chunk); n != -1; n = in.read(chunk)) {
                all.write(chunk, 0, n);
                out.write(chunk, 0, n);
            }
            return all.toByteArray();
        }
    }

    /** Reads on; true if the other side says that it was all, false if it says nothing for a while. */
    public static boolean sawTheEnd(Socket socket) throws IOException {
        socket.setSoTimeout((int) Patience.LIMIT.toMillis() / 2);
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /**
     * Expects the very bytes that were sent, and says in a line where they begin to differ.
     *
     * @param hint what may have gone wrong, if bytes are missing or 0
     */
    public static void assertEcho(byte[] echo, byte[] request, String hint) {
        int right = echo == null ? 0 : Arrays.mismatch(echo, request);
        if (echo != null && right == -1) {
            return;
        }
        String came = echo == null ? "null came" : echo.length != request.length ? echo.length + " came" : "the first "
                + right + " are right, " + (onlyZeros(echo, right) ? "the rest are 0" : "byte " + right + " is "
                + echo[right] + " and should be " + request[right]);
        throw new AssertionError(request.length + " bytes were expected; " + came + ".\nTry: " + hint);
    }

    private static boolean onlyZeros(byte[] bytes, int from) {
        return Arrays.equals(bytes, from, bytes.length, new byte[bytes.length - from], 0, bytes.length - from);
    }

    /** Every value that a byte can have, once. */
    public static byte[] everyByte() {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        return every;
    }

    /** Breaks the connection without a word (a reset, RST), as a program that is killed may do. */
    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Bytes as text that fits into a message: "hello", or the beginning and "... (4096 bytes)". */
    public static String text(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.US_ASCII);
        String plain = all.substring(0, Math.min(20, all.length())).replaceAll("[^ -~]", ".");
        return all.length() <= 20 ? plain : plain + "... (" + all.length() + " bytes)";
    }
}
