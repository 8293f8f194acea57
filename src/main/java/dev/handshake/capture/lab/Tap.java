package dev.handshake.capture.lab;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells one connection of a lab's server as the server's socket sees it. Used on one thread. */
final class Tap {
    private final Socket socket;
    private final Consumer<CaptureEvent> sink;
    private final long zero = System.nanoTime();
    private int total;
    private boolean tooMuch;

    /** The connection has been accepted: it stands. */
    Tap(Socket socket, Origin origin, List<Bytes> trustAnchors, Consumer<CaptureEvent> sink) {
        this.socket = socket;
        this.sink = sink;
        sink.accept(new CaptureEvent.Opened(0, origin, Instant.now(), trustAnchors));
        sink.accept(
                new CaptureEvent.Connected(
                        nanos(),
                        CaptureEvent.Connected.UNKNOWN,
                        -1,
                        endpoint(socket.getInetAddress(), socket.getPort()),
                        endpoint(socket.getLocalAddress(), socket.getLocalPort())));
    }

    private static Endpoint endpoint(InetAddress address, int port) {
        return new Endpoint(address.getHostAddress(), port);
    }

    private long nanos() {
        return System.nanoTime() - zero;
    }

    void secret(Secret secret) {
        sink.accept(new CaptureEvent.SecretKnown(nanos(), secret));
    }

    private void data(Sender from, byte[] bytes, int offset, int length) throws IOException {
        total += length;
        if (total > Limits.CONNECTION) {
            tooMuch = true;
            throw new IOException("too much");
        }
        sink.accept(new CaptureEvent.Data(nanos(), from, Bytes.of(bytes, offset, length)));
    }

    /** What the client sends. */
    InputStream in() throws IOException {
        return new FilterInputStream(socket.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = super.read(into, offset, length);
                if (read > 0) {
                    data(Sender.CLIENT, into, offset, read);
                }
                return read;
            }
        };
    }

    /** What the server sends. */
    OutputStream out() throws IOException {
        return new FilterOutputStream(socket.getOutputStream()) {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (length > 0) {
                    out.write(bytes, offset, length);
                    data(Sender.SERVER, bytes, offset, length);
                }
            }
        };
    }

    /** The server is done, as its recipe has it. */
    void end(Recipe.Conduct conduct) {
        end(conduct == Recipe.Conduct.RESETS ? Failure.of(Failure.Kind.RESET) : null);
    }

    /**
     * Something has put an end to it. What the engine had against it, or the client, stands in an
     * alert.
     *
     * @param leaving whether it is the server that is ended
     */
    void end(Exception cause, boolean leaving) {
        if (tooMuch) {
            end(Failure.of(Failure.Kind.TOO_MUCH, Limits.CONNECTION));
        } else if (leaving) {
            end(Failure.of(Failure.Kind.CANCELLED));
        } else {
            end(cause instanceof SocketException ? Failure.of(Failure.Kind.RESET) : null);
        }
    }

    private void end(@Nullable Failure failure) {
        sink.accept(
                failure == null
                        ? new CaptureEvent.Closed(nanos())
                        : new CaptureEvent.Failed(nanos(), failure));
    }
}
