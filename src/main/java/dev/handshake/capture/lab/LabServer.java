package dev.handshake.capture.lab;

import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import dev.handshake.capture.Target;
import dev.handshake.capture.live.OpenCrypto;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A scenario's server on loopback: shakes hands with whoever comes, answers once, closes. Where the
 * recipe has somebody in the middle, the address is theirs, and they connect to the server.
 */
public final class LabServer implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int GOODBYE_MILLIS = 500;

    private final Lab lab;
    private final Recipe recipe;
    private final Shown shown;
    private final ServerSocket door;
    private final Origin origin;
    private final Supplier<Consumer<CaptureEvent>> listeners;
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private LabServer(
            Lab lab,
            Recipe recipe,
            ServerSocket door,
            Origin origin,
            Supplier<Consumer<CaptureEvent>> listeners)
            throws GeneralSecurityException, IOException {
        this.origin = origin;
        this.listeners = listeners;
        this.lab = lab;
        this.recipe = recipe;
        this.shown = recipe.shows().of(lab);
        this.door = door;
        open.add(door);
    }

    /**
     * Starts one.
     *
     * @param port 0 for any that is free
     * @throws IOException if the port is in use
     * @throws IllegalArgumentException if the scenario was recorded: it has no server
     */
    public static LabServer start(Lab lab, Scenario scenario, int port) throws IOException {
        return switch (scenario.way()) {
            case Way.Served served -> start(lab, served.recipe(), port);
            case Way.Recorded _ -> throw new IllegalArgumentException(scenario.name());
        };
    }

    static LabServer start(Lab lab, Recipe recipe, int port) throws IOException {
        return start(lab, recipe, port, Origin.CAPTURE, () -> _ -> {});
    }

    /**
     * Starts one whose connections are heard.
     *
     * @param listeners asked for one for each connection, which is told all of it on a thread of
     *     the connection's own
     */
    static LabServer start(
            Lab lab,
            Recipe recipe,
            int port,
            Origin origin,
            Supplier<Consumer<CaptureEvent>> listeners)
            throws IOException {
        ServerSocket door = listenOn(port);
        LabServer server;
        try {
            server = new LabServer(lab, recipe, door, origin, listeners);
        } catch (GeneralSecurityException e) {
            door.close();
            throw new IOException(e);
        }
        if (recipe.middle() == Recipe.Middle.NOBODY) {
            server.run("lab-server", () -> server.listen(door, server::serve));
        } else {
            server.putSomebodyInTheMiddle();
        }
        return server;
    }

    private static ServerSocket listenOn(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    }

    private void putSomebodyInTheMiddle() throws IOException {
        ServerSocket behind = listenOn(0);
        open.add(behind);
        run("lab-server", () -> listen(behind, this::serve));
        SocketAddress server =
                new InetSocketAddress(behind.getInetAddress(), behind.getLocalPort());
        run("lab-middle", () -> listen(door, client -> pass(client, server)));
    }

    /** Where it listens. */
    public Target address() {
        return new Target(door.getInetAddress().getHostAddress(), door.getLocalPort());
    }

    /** Stops listening, drops who is connected, and waits for its threads. */
    @Override
    public void close() {
        open.forEach(LabServer::close);
        for (Thread thread : threads) {
            try {
                thread.join(GOODBYE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is closed all the same.
        }
    }

    private void run(String name, Runnable work) {
        Thread thread =
                Thread.ofPlatform()
                        .name(name)
                        .daemon()
                        .unstarted(() -> {
                            try {
                                work.run();
                            } finally {
                                threads.remove(Thread.currentThread());
                            }
                        });
        threads.add(thread);
        thread.start();
    }

    private void listen(ServerSocket listening, Consumer<Socket> host) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                run("lab-connection", () -> host.accept(socket));
            } catch (IOException e) {
                // Closed, or a client that was gone before it was accepted.
            }
        }
        open.forEach(LabServer::close);
    }

    private void serve(Socket socket) {
        Tap tap = new Tap(socket, origin, List.of(lab.root()), listeners.get());
        try (socket) {
            LabPeer peer = new LabPeer(new OpenCrypto(tap::secret), recipe, shown, lab);
            LabProtocol protocol = new LabProtocol(peer, recipe);
            protocol.accept(peer);
            new Visit(socket, tap, protocol).serve(recipe.conduct());
            tap.end(recipe.conduct());
        } catch (IOException | RuntimeException e) {
            // The client stopped, or we did and have said so with an alert.
            tap.end(e, door.isClosed());
        } finally {
            open.remove(socket);
        }
    }

    private void pass(Socket client, SocketAddress to) {
        Socket server = new Socket();
        open.add(server);
        try (client;
                server) {
            server.connect(to);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Meddler meddler = new Meddler(recipe.middle());
            Thread back =
                    Thread.ofPlatform()
                            .name("lab-connection")
                            .daemon()
                            .start(() -> pass(Sender.SERVER, meddler, server, client));
            pass(Sender.CLIENT, meddler, client, server);
            back.join();
        } catch (IOException e) {
            // Closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(server);
            open.remove(client);
        }
    }

    private static void pass(Sender from, Meddler meddler, Socket source, Socket sink) {
        try {
            new Relay(from, meddler).run(source, sink);
        } catch (IOException e) {
            // One of the two is gone; then the other goes, too.
            close(source);
            close(sink);
        }
    }
}
