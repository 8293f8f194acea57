package dev.handshake.capture.lab;

import dev.handshake.capture.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A scenario's server on loopback: shakes hands with whoever comes, answers once, closes. */
public final class LabServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int GOODBYE_MILLIS = 500;
    private static final int LARGEST_REQUEST = 16 * 1024;

    private final Lab lab;
    private final Scenario scenario;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private LabServer(Lab lab, Scenario scenario, ServerSocket listening) {
        this.lab = lab;
        this.scenario = scenario;
        this.listening = listening;
    }

    /**
     * Starts one.
     *
     * @param port 0 for any that is free
     * @throws IOException if the port is in use
     */
    public static LabServer start(Lab lab, Scenario scenario, int port) throws IOException {
        ServerSocket listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        LabServer server = new LabServer(lab, scenario, listening);
        server.run("lab-server", server::listen);
        return server;
    }

    /** Where it listens. */
    public Target address() {
        return new Target(listening.getInetAddress().getHostAddress(), listening.getLocalPort());
    }

    /** Stops listening, drops who is connected, and waits for its threads. */
    @Override
    public void close() {
        close(listening);
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

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                run("lab-connection", () -> serve(socket));
            } catch (IOException e) {
                // Closed, or a client that was gone before it was accepted.
            }
        }
        open.forEach(LabServer::close);
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            LabPeer peer =
                    new LabPeer(
                            new BcTlsCrypto(new SecureRandom()),
                            scenario.recipe(lab),
                            lab.ticketKey());
            LabProtocol protocol = new LabProtocol(peer);
            protocol.accept(peer);
            converse(protocol, socket.getInputStream(), socket.getOutputStream());
            // Whoever closes with bytes unread resets the connection instead.
            socket.shutdownOutput();
            socket.setSoTimeout(GOODBYE_MILLIS);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException | RuntimeException e) {
            // The client stopped, or we did and have said so with an alert.
        } finally {
            open.remove(socket);
        }
    }

    private static void converse(LabProtocol protocol, InputStream in, OutputStream out)
            throws IOException {
        byte[] buffer = new byte[16 * 1024];
        StringBuilder request = new StringBuilder();
        while (!protocol.isClosed()) {
            int read = in.read(buffer);
            if (read < 0) {
                return;
            }
            try {
                protocol.offerInput(buffer, 0, read);
            } finally {
                flush(protocol, out);
            }
            byte[] asked = new byte[protocol.getAvailableInputBytes()];
            protocol.readInput(asked, 0, asked.length);
            request.append(new String(asked, StandardCharsets.ISO_8859_1));
            if (request.indexOf("\r\n\r\n") >= 0) {
                byte[] answer = answer();
                protocol.writeApplicationData(answer, 0, answer.length);
                protocol.close();
                flush(protocol, out);
            } else if (request.length() > LARGEST_REQUEST) {
                protocol.close();
                flush(protocol, out);
            }
        }
    }

    private static void flush(LabProtocol protocol, OutputStream out) throws IOException {
        byte[] output = new byte[protocol.getAvailableOutputBytes()];
        protocol.readOutput(output, 0, output.length);
        out.write(output);
    }

    private static byte[] answer() {
        String page =
                """
                <!doctype html>
                <html lang="en">
                <title>TLS Handshake Lab</title>
                <p>This page travelled encrypted, from the lab's server to its client.</p>
                </html>
                """;
        return """
        HTTP/1.1 200 OK\r
        Date: %s\r
        Content-Type: text/html; charset=utf-8\r
        Content-Length: %d\r
        Connection: close\r
        \r
        %s\
        """
                .formatted(
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC)),
                        page.length(),
                        page)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
