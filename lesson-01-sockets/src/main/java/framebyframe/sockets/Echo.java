package framebyframe.sockets;

import java.io.EOFException;
import java.io.IOException;
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
        throw new UnsupportedOperationException("Exercise 1.4: send every byte back as it comes, until the stream"
                + " ends, and close the socket; see InputStream.read(byte[]) and the drawing above.");
    }

    /**
     * The client's side: sends a request of any size and returns the server's echo of it.
     *
     * <p>The server sends back each chunk before it reads the next one, and there is little room on the way: mind who
     * waits for whom when the request is large.
     *
     * @param server a connected socket, closed on return, whatever happens
     * @param request any number of bytes, also none
     * @return as many bytes as the request has, as they came from the server
     * @throws EOFException if the server ends before it has sent back everything; the message names how many bytes
     *     came of how many: "3 of 5 bytes"
     * @throws IOException if the connection breaks, or the server sends more than it was sent
     */
    public static byte[] ask(Socket server, byte[] request) throws IOException {
        throw new UnsupportedOperationException("Exercise 1.4: send the request, collect as many bytes, say that"
                + " that was all and wait for the server to say so, too; see the drawing above.");
    }
}
