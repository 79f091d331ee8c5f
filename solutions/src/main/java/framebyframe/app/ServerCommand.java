package framebyframe.app;

import framebyframe.client.VideoWindow;
import framebyframe.opencv.OpenCvLibrary;
import framebyframe.server.FrameSource;
import framebyframe.sockets.SocketAddresses;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code server}: sends what a camera, a file or the test pattern shows to everyone who connects. */
@Command(name = "server", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Sends live video to everyone who connects. Ctrl-C, or Enter in its window, ends it.")
final class ServerCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(names = "--host", defaultValue = "127.0.0.1", paramLabel = "ADDRESS",
            description = "Where to listen; 0.0.0.0 opens it to the network (default: ${DEFAULT-VALUE}).")
    String host;

    @Option(names = "--port", defaultValue = "9999",
            description = "0 lets the system choose (default: ${DEFAULT-VALUE}).")
    int port;

    @Mixin
    ServerOptions options;

    @Option(names = "--frames", paramLabel = "N", description = "End after so many frames.")
    Long frames;

    @Option(names = "--preview", negatable = true,
            description = "Show in a window what is sent (default: where there is a display).")
    Boolean preview;

    @Override
    public Integer call() throws Exception {
        options.validate();
        Checks.port(spec, port, 0);
        Checks.frames(spec, frames);
        boolean window = preview == null ? VideoWindow.isPossible() : preview;
        if (window) {
            Checks.display("--preview");
        }
        OpenCvLibrary.load();
        FrameSource source = options.open(options.source == null ? "camera:0" : options.source);
        FirstFrame.check(source, options);
        PrintWriter out = spec.commandLine().getOut();
        try (ShutdownHook hook = new ShutdownHook();
                Preview shown = window ? new Preview(hook.signal()::stop) : null;
                VideoServer server = new VideoServer(host, port,
                        frames == null ? source : new CountedSource(source, frames), options, shown, out::println)) {
            hook.signal().onStop(server::stop);
            announce(out, server);
            server.awaitEnd();
        }
        return 0;
    }

    private void announce(PrintWriter out, VideoServer server) throws IOException {
        List<InetAddress> addresses = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses).toList();
        out.println("HOST IP: " + SocketAddresses.reachable(addresses).map(InetAddress::getHostAddress)
                .orElse("127.0.0.1 (this machine is in no network)"));
        out.println("LISTENING AT: " + ServerConsole.name(server.address()));
        if (!server.address().getAddress().isLoopbackAddress()) {
            out.println("NOTE: the camera is now visible to everyone who can reach this address over the network");
        }
    }
}
