package dev.handshake.proof;

import dev.handshake.bytes.Bytes;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A peer that says to its one visitor whatever a test wants. */
final class RawServer implements Server {
    private final ServerSocket listening;
    private final Thread thread;
    private final AtomicLong sent = new AtomicLong();

    /** What it does with its visitor; when it returns, the connection is closed. */
    interface Manners {
        void meet(Visitor visitor) throws IOException, InterruptedException;
    }

    /** One connection. */
    final class Visitor {
        private final Socket socket;

        private Visitor(Socket socket) {
            this.socket = socket;
        }

        /** Reads one record and gives its fragment. */
        Bytes record() throws IOException {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readFully(new byte[3]);
            byte[] fragment = new byte[in.readUnsignedShort()];
            in.readFully(fragment);
            return Bytes.of(fragment);
        }

        void say(Bytes bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes.toArray());
            out.flush();
            sent.addAndGet(bytes.length());
        }

        /** Says it slowly, a byte at a time, until nobody listens. */
        void drip(Bytes bytes, long everyMillis) throws IOException, InterruptedException {
            for (int i = 0; i < bytes.length(); i++) {
                say(bytes.slice(i, 1));
                Thread.sleep(everyMillis);
            }
        }

        /** Says nothing until the visitor has gone. */
        void listen() throws IOException {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }

        /** Ends the connection with an RST. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private RawServer(ServerSocket listening, Manners manners) {
        this.listening = listening;
        this.thread = Thread.ofPlatform().daemon().start(() -> serve(manners));
    }

    static RawServer start(Manners manners) {
        try {
            return new RawServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), manners);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Manners manners) {
        try (Socket socket = listening.accept()) {
            socket.setTcpNoDelay(true);
            manners.meet(new Visitor(socket));
        } catch (IOException | InterruptedException e) {
            // The visitor has gone, or the test has ended.
        }
    }

    /** How many bytes it could get rid of. */
    long sent() {
        return sent.get();
    }

    @Override
    public SocketAddress address() {
        return listening.getLocalSocketAddress();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // -- what such a peer says

    /** A record (RFC 5246 §6.2.1). */
    static Bytes record(int type, Bytes fragment) {
        return Bytes.concat(number(type, 1), number(0x0303, 2), vector(2, fragment));
    }

    /** A handshake message (RFC 5246 §7.4). */
    static Bytes handshake(int type, Bytes body) {
        return Bytes.concat(number(type, 1), vector(3, body));
    }

    /** A ServerHello of TLS 1.2 without extensions (RFC 5246 §7.4.1.3). */
    static Bytes serverHello(int version, int suite) {
        byte[] random = new byte[32];
        new Random(1).nextBytes(random);
        return handshake(
                2,
                Bytes.concat(
                        number(version, 2),
                        Bytes.of(random),
                        number(0, 1),
                        number(suite, 2),
                        number(0, 1)));
    }

    /** Bytes after their length. */
    static Bytes vector(int width, Bytes bytes) {
        return Bytes.concat(number(bytes.length(), width), bytes);
    }

    static Bytes number(long number, int width) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) {
            bytes[i] = (byte) (number >> (8 * (width - 1 - i)));
        }
        return Bytes.of(bytes);
    }

    static Bytes text(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
