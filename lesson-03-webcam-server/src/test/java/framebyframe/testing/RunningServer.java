package framebyframe.testing;

import framebyframe.server.ViewerServer;
import framebyframe.sockets.Listener;
import java.io.Closeable;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The learner's {@link ViewerServer} at work on a free port of this machine, with its viewers. */
public final class RunningServer implements Closeable {

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final WatchedSocket listening;
    private final Closeable server;
    private final ScriptedHandler handler;
    private final Background<Void> run;
    private final List<Caller> callers = new ArrayList<>();

    private RunningServer(WatchedSocket listening, ScriptedHandler handler, Closeable server, Background.Action run)
            throws Exception {
        this.listening = listening;
        this.handler = handler;
        this.server = server;
        this.run = Background.run("ViewerServer.run()", run);
        boolean accepts = Eventually.holds(() -> listening.asked || this.run.isDone());
        if (this.run.isDone()) {
            this.run.await();
            throw new AssertionError("run() returned, but nobody has called close(): it has to accept viewer after "
                    + "viewer until then");
        }
        if (!accepts) {
            listening.close();
            throw new AssertionError("run() does not call accept() on the socket that the constructor was given, which "
                    + "listens already: whoever makes the server chooses the port, and a fixed one may be taken");
        }
    }

    private static RunningServer start(WatchedSocket socket, int maxViewers, ScriptedHandler handler) throws Exception {
        ViewerServer server = new ViewerServer(socket, maxViewers, handler);
        return new RunningServer(socket, handler, server, server::run);
    }

    /** Starts a server, and waits until it accepts. */
    public static RunningServer start(int maxViewers, ScriptedHandler handler) throws Exception {
        return start(new WatchedSocket(), maxViewers, handler);
    }

    /** Starts a server whose viewers come in at the very moment when it is closed. */
    public static RunningServer whoseViewersComeLate() throws Exception {
        WatchedSocket socket = new WatchedSocket();
        socket.late = new CountDownLatch(1);
        return start(socket, 8, new ScriptedHandler());
    }

    /** Starts a server whose locks are watched. */
    public static RunningServer watched(LockWatch watch, int maxViewers, ScriptedHandler handler) throws Exception {
        WatchedSocket socket = new WatchedSocket();
        watch.make(socket, maxViewers, handler);
        return new RunningServer(socket, handler, (Closeable) watch.copy(), () -> watch.call("run"));
    }

    /** How many of the sockets that accept() has returned are still in somebody's hands: nobody can throw them away. */
    public long socketsThatAreKept() {
        System.gc();
        return listening.accepted.stream().filter(socket -> socket.get() != null).count();
    }

    /**
     * The names of the server's fields that hold so many things or more: lists, sets and maps.
     *
     * @param size how many are too many
     */
    public List<String> fieldsThatHold(int size) {
        List<String> found = new ArrayList<>();
        for (Field field : server.getClass().getDeclaredFields()) {
            Object value = valueOf(field);
            int held = value instanceof Collection<?> all ? all.size()
                    : value instanceof Map<?, ?> map ? map.size() : 0;
            if (held >= size) {
                found.add(field.getName());
            }
        }
        return found;
    }

    private Object valueOf(Field field) {
        try {
            field.setAccessible(true);
            return field.get(server);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return listening.getLocalPort();
    }

    /** A viewer connects. */
    public Caller connect(String name) throws IOException {
        Caller caller = Caller.connect(name, port());
        callers.add(caller);
        return caller;
    }

    /** Viewers connect, one after the other, until one is served; false if none was for {@link Patience#LIMIT}. */
    public boolean servesSomebodySoon() {
        return Eventually.holds(() -> {
            try (Caller caller = Caller.connect("a new viewer", port())) {
                return caller.fate().equals("served");
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** The learner's server. */
    public Closeable server() {
        return server;
    }

    /** What serves the viewers. */
    public ScriptedHandler handler() {
        return handler;
    }

    /** The work of {@link ViewerServer#run()}. */
    public Background<Void> run() {
        return run;
    }

    /** Calls {@link ViewerServer#close()}, and waits for its end. */
    public void stop() throws Exception {
        awaitEnd(Background.run("ViewerServer.close()", server::close));
    }

    /** Waits for the end of {@link ViewerServer#close()}. */
    public static void awaitEnd(Background<Void> stop) throws Exception {
        try {
            stop.await();
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " If it waits for the viewers' threads: they wait for their "
                    + "viewers, and the one thing that wakes them is that their sockets are closed. Or they wait for "
                    + "the lock that close() holds: do not call join() inside synchronized. Or all wait for a lock "
                    + "that run() holds while it waits in accept(): run() itself must not be synchronized", e);
        }
    }

    /** True if the work ends within a moment: it should not, as long as others work. */
    public static boolean endsSoon(Background<?> work) throws InterruptedException {
        work.thread().join(Patience.LIMIT.toMillis() / 20);
        return work.isDone();
    }

    /** Calls {@link ViewerServer#close()}, and waits until it is done or waits for something. */
    public Background<Void> beginToStop() {
        Background<Void> stop = Background.run("ViewerServer.close()", server::close);
        Eventually.holds(() -> stop.isDone() || isWaiting(stop.thread()));
        return stop;
    }

    /**
     * Calls {@link ViewerServer#close()} in a thread that is interrupted as soon as it waits.
     *
     * @return whether that thread was still interrupted when close() had returned
     */
    public Background<Boolean> beginToStopAndInterrupt() {
        Background<Boolean> stop = Background.call("ViewerServer.close()", () -> {
            server.close();
            return Thread.currentThread().isInterrupted();
        });
        Eventually.holds(() -> stop.isDone() || isWaiting(stop.thread()));
        stop.thread().interrupt();
        return stop;
    }

    /** The names of the threads that run now and did not before the server was started, and go on running. */
    public List<String> threadsLeftBehind() {
        Eventually.holds(() -> newThreads().isEmpty());
        return newThreads().stream().map(Thread::getName).toList();
    }

    private List<Thread> newThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread != Thread.currentThread())
                .filter(thread -> thread.getThreadGroup() != null)
                .filter(thread -> !thread.getThreadGroup().getName().matches("system|InnocuousThreadGroup"))
                .filter(thread -> !thread.getName().matches("junit-(timeout-thread|jupiter-timeout)-.*|surefire-.*"))
                .toList();
    }

    /** Lets the next accept() fail, as the system does when a program has too many files open. */
    public void failNextAccept(String message) throws IOException {
        listening.failure = message;
        connect("a viewer that wakes accept()");
    }

    /** A viewer connects, and close() is called while accept() is just about to return it. */
    public Background<Void> stopWhileAViewerComes() throws IOException {
        connect("a viewer at the last moment");
        Eventually.holds(() -> listening.lateViewer != null);
        Background<Void> stop = beginToStop();
        listening.late.countDown();
        return stop;
    }

    /** A viewer connects, and close() is called while run() asks, after accept(), whether listening is closed. */
    public Background<Void> stopBetweenLookAndServe() throws IOException {
        listening.whenAsked = this::beginToStop;
        connect("a viewer at the last moment");
        Eventually.holds(() -> listening.lateViewer != null && (listening.stop != null || listening.askedAgain));
        return listening.stop != null ? listening.stop : beginToStop();
    }

    /** True if the connection that accept() returned at the last moment is closed soon. */
    public boolean lateViewerIsClosed() {
        return Eventually.holds(() -> listening.lateViewer.isClosed());
    }

    /** Ends everything without the learner's close(). */
    @Override
    public void close() throws IOException {
        handler.goOn();
        handler.letAllEnd();
        for (Caller caller : callers) {
            caller.close();
        }
        listening.close();
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.BLOCKED || thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING;
    }

    /** Says when it is asked for a viewer, and plays tricks. */
    private static final class WatchedSocket extends ServerSocket {

        private final List<WeakReference<Socket>> accepted = new CopyOnWriteArrayList<>();
        private volatile boolean asked;
        private volatile CountDownLatch late;
        private volatile String failure;
        private volatile Socket lateViewer;
        private volatile Supplier<Background<Void>> whenAsked;
        private volatile Background<Void> stop;
        private volatile boolean askedAgain;
        private volatile Thread acceptor;

        WatchedSocket() throws IOException {
            Listener.listen(this, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }

        @Override
        public Socket accept() throws IOException {
            asked = true;
            acceptor = null;
            askedAgain = lateViewer != null;
            Socket viewer = super.accept();
            accepted.add(new WeakReference<>(viewer));
            if (failure != null) {
                viewer.close();
                throw new SocketException(failure);
            }
            if (late != null) {
                lateViewer = viewer;
                await(late);
            }
            if (whenAsked != null) {
                lateViewer = viewer;
                acceptor = Thread.currentThread(); // what it asks from now on is asked by the learner's code
            }
            return viewer;
        }

        @Override
        public boolean isClosed() {
            boolean answer = super.isClosed();
            if (Thread.currentThread() == acceptor && stop == null) {
                acceptor = null;
                stop = whenAsked.get();
            }
            return answer;
        }

        private static void await(CountDownLatch latch) throws SocketException {
            try {
                latch.await(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new SocketException("interrupted");
            }
        }
    }
}
