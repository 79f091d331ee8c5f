package framebyframe.app;

import framebyframe.client.ServerAddress;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.server.FrameSource;
import framebyframe.sockets.Listener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chat}: video and text, both ways. */
@Command(name = "chat", mixinStandardHelpOptions = true, sortOptions = false,
        description = "A video chat. The window's close button hangs up, F2 hides one's own picture.")
final class ChatCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "HOST[:PORT]", description = "Whom to call.") String peer;

    @Option(names = "--listen", description = "Wait to be called, by one caller at a time.") boolean listen;

    @Option(names = "--once", description = "With --listen: end after the first call.") boolean once;

    @Option(names = "--host", defaultValue = "127.0.0.1", paramLabel = "ADDRESS",
            description = "Where to listen; 0.0.0.0 opens it to the network (default: ${DEFAULT-VALUE}).") String host;

    @Option(names = "--port", defaultValue = "9999", description = "Default: ${DEFAULT-VALUE}.") int port;

    @Mixin SourceOptions source;

    @Mixin ViewOptions view;

    private volatile Consumer<String> typed;

    @Override
    public Integer call() throws Exception {
        source.validate();
        view.validate();
        Checks.require(listen == (peer == null), spec, "either --listen, or the HOST[:PORT] to call");
        Checks.port(spec, port, listen ? 0 : 1);
        ServerAddress address = listen ? null : ClientCommand.parse(spec, peer, port);
        view.choose();
        OpenCvLibrary.load();
        PrintWriter out = spec.commandLine().getOut();
        typed = line -> out.println("NOT SENT (nobody is here): " + line);
        if (view.kind == ViewOptions.Kind.NONE) {
            CompletableFuture.runAsync(() -> new BufferedReader(new InputStreamReader(System.in)).lines()
                    .forEach(line -> typed.accept(line)));
        }
        while (talk(listen ? accept(out) : address.connect(view.timeout()), out)) {
            // and the next caller
        }
        return 0;
    }

    private Socket accept(PrintWriter out) throws IOException {
        try (ServerSocket listening = new ServerSocket()) {
            Listener.listen(listening, VideoServer.resolve(host, port));
            port = listening.getLocalPort(); // the next call comes to the same
            out.println("LISTENING AT: " + ServerConsole.name(listening.getLocalSocketAddress()));
            return listening.accept(); // and listens no more: who calls now is refused
        }
    }

    /** Talks until the end of the call. True if there is to be another one. */
    private boolean talk(Socket socket, PrintWriter out) throws IOException, InterruptedException {
        out.println("CONNECTED: " + ServerConsole.name(socket.getRemoteSocketAddress()));
        try (socket; ShutdownHook hook = new ShutdownHook()) { // while nobody is there, Ctrl-C has nothing to put away
            FrameSource camera = source.open(source.source == null ? "camera:0" : source.source);
            VideoChat chat = new VideoChat(socket, !listen, view, hook.signal(), out);
            typed = chat::say;
            out.println(chat.run(camera, source, view.snapshot));
            return listen && !once && !hook.signal().isStopped();
        } catch (IOException e) {
            if (!listen || once) {
                throw e;
            }
            out.println("error: " + e.getMessage());
            return true;
        }
    }
}
