package dev.handshake.proof;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A wire-tap between a client and a server: forwards the bytes of one connection and keeps them, so
 * that what crossed is known from neither end.
 */
final class Tap implements Server {
    private final ServerSocketChannel listening;
    private final SocketAddress server;
    private final List<Chunk> chunks = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(2);

    /** Bytes in the order in which the tap passed them on. */
    record Chunk(Sender from, long nanos, Bytes bytes) {}

    private Tap(SocketAddress server) throws IOException {
        this.server = server;
        this.listening = ServerSocketChannel.open().bind(Server.loopback(0));
        Thread.ofPlatform().daemon().start(this::connect);
    }

    static Tap on(Server server) {
        try {
            return new Tap(server.address());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void connect() {
        try (SocketChannel near = listening.accept();
                SocketChannel far = SocketChannel.open(server)) {
            Thread back =
                    Thread.ofPlatform().daemon().start(() -> forward(Sender.SERVER, far, near));
            forward(Sender.CLIENT, near, far);
            back.join();
        } catch (IOException | InterruptedException e) {
            ended.countDown();
            ended.countDown();
        }
    }

    private void forward(Sender from, SocketChannel in, SocketChannel out) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
        try {
            while (in.read(buffer) >= 0) {
                buffer.flip();
                Bytes bytes = Bytes.of(buffer.array(), 0, buffer.limit());
                synchronized (chunks) {
                    chunks.add(new Chunk(from, System.nanoTime(), bytes));
                }
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                buffer.clear();
            }
            out.shutdownOutput();
        } catch (IOException e) {
            // The other end is gone: what came until then is kept.
        } finally {
            ended.countDown();
        }
    }

    @Override
    public SocketAddress address() {
        try {
            return listening.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return ((InetSocketAddress) address()).getPort();
    }

    /** What crossed, once both directions have ended. */
    List<Chunk> chunks() throws InterruptedException {
        if (!ended.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the connection is still open");
        }
        synchronized (chunks) {
            return List.copyOf(chunks);
        }
    }

    /** All that one side sent. */
    Bytes bytes(Sender from) throws InterruptedException {
        return Bytes.concat(
                chunks().stream()
                        .filter(chunk -> chunk.from() == from)
                        .map(Chunk::bytes)
                        .toArray(Bytes[]::new));
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
