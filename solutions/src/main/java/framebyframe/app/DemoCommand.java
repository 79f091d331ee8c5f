package framebyframe.app;

import framebyframe.client.ServerAddress;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.server.FrameSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: server and viewer in one program, over a real connection. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Server and viewer in one program, over a real connection on this machine.")
final class DemoCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(names = "--host", defaultValue = "127.0.0.1", paramLabel = "ADDRESS",
            description = "Where to listen; 0.0.0.0 opens it to the network (default: ${DEFAULT-VALUE}).")
    String host;

    @Option(names = "--port", defaultValue = "0",
            description = "0 lets the system choose (default: ${DEFAULT-VALUE}).")
    int port;

    @Mixin
    ServerOptions serverOptions;

    @Mixin
    ViewOptions viewOptions;

    @Option(names = "--frames", paramLabel = "N", description = "End after so many frames were shown.")
    Long frames;

    @Option(names = "--preview", negatable = true, defaultValue = "false",
            description = "Show in a second window what is sent (default: no).")
    boolean preview;

    @Override
    public Integer call() throws Exception {
        serverOptions.validate();
        viewOptions.validate();
        Checks.port(spec, port, 0);
        Checks.frames(spec, frames);
        viewOptions.choose();
        if (preview) {
            Checks.display("--preview");
        }
        OpenCvLibrary.load();
        AnyDecoder.warmUp();
        PrintWriter out = spec.commandLine().getOut();
        List<String> held = Collections.synchronizedList(new ArrayList<>());
        boolean drawing = viewOptions.kind == ViewOptions.Kind.TERMINAL; // then lines would run through the picture
        FrameSource source = chooseSource(out);
        FirstFrame.check(source, serverOptions);
        try (ShutdownHook hook = new ShutdownHook()) {
            try (Preview shown = preview ? new Preview(hook.signal()::stop) : null;
                    VideoServer server = new VideoServer(host, port, source, serverOptions, shown,
                            drawing ? held::add : out::println)) {
                out.println("LISTENING AT: " + ServerConsole.name(server.address()));
                Socket socket = viewersAddress(server.address()).connect(viewOptions.timeout());
                new VideoClient(viewOptions, frames, hook.signal(), out).watch(socket);
            } finally {
                held.forEach(out::println);
            }
        }
        return 0;
    }

    /** The camera if there is one and it opens, else the test pattern. */
    private FrameSource chooseSource(PrintWriter out) {
        if (serverOptions.source != null) {
            return serverOptions.open(serverOptions.source);
        }
        FrameSource camera = serverOptions.open("camera:0");
        try {
            camera.open().close();
            out.println("SHOWING: " + camera);
            return camera;
        } catch (IOException e) {
            out.println("SHOWING: the test pattern (" + e.getMessage() + ")");
            return serverOptions.open("pattern");
        }
    }

    private static ServerAddress viewersAddress(InetSocketAddress server) {
        boolean any = server.getAddress().isAnyLocalAddress();
        return new ServerAddress(any ? "127.0.0.1" : server.getAddress().getHostAddress(), server.getPort());
    }
}
