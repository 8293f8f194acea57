package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Failure;
import java.io.IOException;

/**
 * The TLS client without a network: bytes are offered to it, and it has bytes to send. After each
 * step, one that failed too (then it is an alert), {@link #output} has what is to be sent.
 */
final class Engine {
    private final ClientProtocol protocol;
    private final TappedClient client;

    /**
     * Makes the ClientHello.
     *
     * @throws Broken if the options leave nothing to offer
     */
    Engine(TappedClient client) throws Broken {
        this.client = client;
        this.protocol = new ClientProtocol(client);
        step(() -> protocol.connect(client));
    }

    void offer(Bytes arrived) throws Broken {
        step(() -> protocol.offerInput(arrived.toArray()));
    }

    void send(byte[] data) throws Broken {
        step(() -> protocol.writeApplicationData(data, 0, data.length));
    }

    /** Says close_notify. */
    void close() throws Broken {
        step(protocol::close);
    }

    /** Whether both Finished have been exchanged. */
    boolean isComplete() {
        return client.isComplete();
    }

    /** Whether close_notify has been said: nothing more can be offered. */
    boolean isClosed() {
        return protocol.isClosed();
    }

    boolean isTls13() {
        return client.isTls13();
    }

    /** Whether the server agreed on a protocol, and it is not HTTP/1. */
    boolean agreedOnAnotherProtocol() {
        return client.agreedOnAnotherProtocol();
    }

    /** How many bytes of application data have come since the last call. */
    int received() {
        int available = protocol.getAvailableInputBytes();
        return protocol.readInput(new byte[available], 0, available);
    }

    /** What has to be sent since the last call. */
    Bytes output() {
        byte[] output = new byte[protocol.getAvailableOutputBytes()];
        return Bytes.of(output, 0, protocol.readOutput(output, 0, output.length));
    }

    private interface Step {
        void run() throws IOException;
    }

    private void step(Step step) throws Broken {
        try {
            step.run();
        } catch (IOException e) {
            throw new Broken(
                    client.alert()
                            .orElseGet(() ->
                                    Failure.of(
                                            Failure.Kind.ENGINE, String.valueOf(e.getMessage()))));
        }
    }
}
