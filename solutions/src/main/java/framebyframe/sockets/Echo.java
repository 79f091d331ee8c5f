package framebyframe.sockets;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Exercise 1.4: send and receive.
 *
 * <p>The article: {@code sendall}, {@code recv(1024)} and {@code close}. An echo server sends back what it receives
 * (RFC 862). Each side says "that was all" by closing its own direction, and the other side reads an end of stream:
 *
 * <pre>
 *   client                                     server
 *   write "hello"        --------------->      read  "hello"
 *   read  "hello"        <---------------      write "hello"
 *   shutdownOutput()     --------------->      read  -1
 *   read  -1             <---------------      close()
 *   close()
 * </pre>
 */
public final class Echo {

    /** How many bytes are read or written at once: the article's {@code recv(4 * 1024)}. */
    static final int CHUNK = 4 * 1024;

    private Echo() {
    }

    /**
     * The server's side: sends back every byte until the client has closed its direction.
     *
     * @param client a connected socket, closed on return, whatever happens
     * @return how many bytes were sent back
     * @throws IOException if the connection breaks
     */
    public static long answer(Socket client) throws IOException {
        try (client) {
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            long total = 0;
            int n;
            while ((n = in.read(chunk)) != -1) {
                out.write(chunk, 0, n);
                total += n;
            }
            return total;
        }
    }

    /**
     * The client's side: sends a request of any size and returns the server's echo of it.
     *
     * <p>It sends one chunk and waits for its echo before it sends the next. Whoever sends everything first waits for
     * ever with a large request: the server waits until its echo is read, the client until its request is read.
     *
     * @param server a connected socket, closed on return, whatever happens
     * @param request any number of bytes, also none
     * @return as many bytes as the request has, as they came from the server
     * @throws EOFException if the server ends before it has sent back everything
     * @throws IOException if the connection breaks, or the server sends more than it was sent
     */
    public static byte[] ask(Socket server, byte[] request) throws IOException {
        try (server) {
            InputStream in = server.getInputStream();
            OutputStream out = server.getOutputStream();
            byte[] answer = new byte[request.length];
            int received = 0;
            while (received < request.length) {
                int sent = Math.min(received + CHUNK, request.length);
                out.write(request, received, sent - received);
                while (received < sent) {
                    int n = in.read(answer, received, sent - received);
                    if (n == -1) {
                        throw new EOFException("the server ended after " + received + " of "
                                + request.length + " bytes");
                    }
                    received += n;
                }
            }
            server.shutdownOutput();
            if (in.read() != -1) {
                throw new IOException("the server sent more than the " + request.length + " bytes it was sent");
            }
            return answer;
        }
    }
}
