package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Sender;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A TCP connection that tells every byte that goes through it. All its waiting ends by a deadline
 * or when the capture is cancelled.
 */
final class Wire implements AutoCloseable {
    /** What a read found. */
    sealed interface Arrival {
        record Chunk(Bytes bytes) implements Arrival {}

        /** The peer has closed its side. */
        record End() implements Arrival {}

        /** Nothing until the deadline. */
        record Late() implements Arrival {}
    }

    private final SocketChannel channel;
    private final Selector selector;
    private final Cancellation cancellation;
    private final Telling telling;
    private final ByteBuffer buffer = ByteBuffer.allocate(32 * 1024);
    private int total;

    private Wire(
            SocketChannel channel, Selector selector, Cancellation cancellation, Telling telling) {
        this.channel = channel;
        this.selector = selector;
        this.cancellation = cancellation;
        this.telling = telling;
    }

    /**
     * Connects.
     *
     * @throws Broken if nobody answers, or says no
     */
    static Wire connect(
            InetSocketAddress to, Deadline deadline, Cancellation cancellation, Telling telling)
            throws Broken, IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            Wire wire = new Wire(channel, selector, cancellation, telling);
            try {
                cancellation.whenRaised(selector::wakeup);
                wire.establish(to, deadline);
                return wire;
            } catch (Broken | IOException | RuntimeException e) {
                wire.close();
                throw e;
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void establish(InetSocketAddress to, Deadline deadline) throws Broken, IOException {
        try {
            // A small message shall leave at once: its time is shown.
            channel.socket().setTcpNoDelay(true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            boolean connected = channel.connect(to);
            while (!connected) {
                if (!await(deadline)) {
                    throw new Broken(
                            Failure.Kind.CONNECT_TIMEOUT,
                            to.getHostString(),
                            to.getPort(),
                            deadline.allowed());
                }
                connected = channel.finishConnect();
            }
            key.interestOps(SelectionKey.OP_READ);
        } catch (ConnectException e) {
            throw new Broken(Failure.Kind.REFUSED, Addresses.text(to.getAddress()), to.getPort());
        } catch (IOException e) {
            throw new Broken(Failure.Kind.UNREACHABLE, to.getHostString(), to.getPort());
        }
    }

    Endpoint client() throws IOException {
        return Addresses.endpoint((InetSocketAddress) channel.getLocalAddress());
    }

    Endpoint server() throws IOException {
        return Addresses.endpoint((InetSocketAddress) channel.getRemoteAddress());
    }

    /** Waits for at most {@code most} bytes from the server, and tells them. */
    Arrival read(Deadline deadline, int most) throws Broken {
        buffer.clear().limit(Math.min(most, buffer.capacity()));
        try {
            int read = channel.read(buffer);
            while (read == 0) {
                if (!await(deadline)) {
                    return new Arrival.Late();
                }
                read = channel.read(buffer);
            }
            if (cancellation.isRaised()) {
                throw new Broken(Failure.Kind.CANCELLED);
            }
            // Each read returns in time, so a server that drips must be stopped here.
            if (deadline.passed()) {
                return new Arrival.Late();
            }
            if (read < 0) {
                return new Arrival.End();
            }
        } catch (IOException e) {
            throw new Broken(Failure.Kind.RESET);
        }
        buffer.flip();
        Bytes chunk = Bytes.of(buffer.array(), 0, buffer.limit());
        count(chunk.length());
        telling.tell(new CaptureEvent.Data(telling.nanos(), Sender.SERVER, chunk));
        return new Arrival.Chunk(chunk);
    }

    /** Sends all of it, and tells each part when it has been handed to the system. */
    void write(Bytes bytes, Deadline deadline) throws Broken {
        ByteBuffer rest = ByteBuffer.wrap(bytes.toArray());
        SelectionKey key = channel.keyFor(selector);
        try {
            while (rest.hasRemaining()) {
                int from = rest.position();
                int written = channel.write(rest);
                if (written > 0) {
                    count(written);
                    telling.tell(
                            new CaptureEvent.Data(
                                    telling.nanos(), Sender.CLIENT, bytes.slice(from, written)));
                    continue;
                }
                key.interestOps(SelectionKey.OP_WRITE);
                if (!await(deadline)) {
                    throw new Broken(Failure.Kind.HANDSHAKE_TIMEOUT, deadline.allowed());
                }
            }
        } catch (IOException e) {
            throw new Broken(Failure.Kind.RESET);
        } finally {
            if (key.isValid()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        }
    }

    private void count(int bytes) throws Broken {
        total += bytes;
        if (total > Limits.CONNECTION) {
            throw new Broken(Failure.Kind.TOO_MUCH, Limits.CONNECTION);
        }
    }

    /** False once the deadline has passed. */
    private boolean await(Deadline deadline) throws Broken, IOException {
        long millis = deadline.remainingMillis();
        if (millis > 0 && !cancellation.isRaised()) {
            selector.select(millis);
            selector.selectedKeys().clear();
        }
        if (cancellation.isRaised()) {
            throw new Broken(Failure.Kind.CANCELLED);
        }
        return !deadline.passed();
    }

    @Override
    public void close() {
        try (channel;
                selector) {
            // Closes both, whatever the first says.
        } catch (IOException e) {
            // Nothing is left to be done with it.
        }
    }
}
