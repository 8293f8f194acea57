package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Failure;
import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.tls.TlsClientProtocol;

/**
 * The client's side of TLS over a {@link Wire}: bytes that come in are offered to the engine, and
 * what it answers, its alerts too, goes out at once.
 */
final class Conversation {
    private final TlsClientProtocol protocol = new TlsClientProtocol();
    private final TappedClient client;
    private final Wire wire;

    Conversation(TappedClient client, Wire wire) {
        this.client = client;
        this.wire = wire;
    }

    /** Sends the ClientHello. */
    void begin(Deadline deadline) throws Broken {
        step(() -> protocol.connect(client), deadline);
    }

    void offer(Bytes arrived, Deadline deadline) throws Broken {
        step(() -> protocol.offerInput(arrived.toArray()), deadline);
    }

    void send(byte[] data, Deadline deadline) throws Broken {
        step(() -> protocol.writeApplicationData(data, 0, data.length), deadline);
    }

    /** Sends close_notify. */
    void close(Deadline deadline) throws Broken {
        step(protocol::close, deadline);
    }

    boolean isComplete() {
        return client.isComplete();
    }

    /** Whether close_notify has been sent: nothing more can be offered. */
    boolean isClosed() {
        return protocol.isClosed();
    }

    /** How many bytes of application data have come since the last call. */
    int received() {
        int available = protocol.getAvailableInputBytes();
        return protocol.readInput(new byte[available], 0, available);
    }

    private interface Step {
        void run() throws IOException;
    }

    private void step(Step step, Deadline deadline) throws Broken {
        try {
            step.run();
        } catch (IOException e) {
            Optional<Failure> alert = client.alert();
            try {
                flush(deadline);
            } catch (Broken gone) {
                // The peer does not hear why we stop. The reader does.
            }
            throw new Broken(
                    alert.orElseGet(
                            () -> Failure.of(Failure.Kind.ENGINE, String.valueOf(e.getMessage()))));
        }
        flush(deadline);
    }

    private void flush(Deadline deadline) throws Broken {
        byte[] output = new byte[protocol.getAvailableOutputBytes()];
        int length = protocol.readOutput(output, 0, output.length);
        if (length > 0) {
            wire.write(Bytes.of(output, 0, length), deadline);
        }
    }
}
