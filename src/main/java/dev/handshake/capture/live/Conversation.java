package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What is said over one connection: the handshake, one request, its answer, goodbye. */
final class Conversation {
    /** How long the server may take to answer the request. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** How long tickets may take where there is no request to answer. */
    private static final Duration TICKETS = Duration.ofMillis(500);

    /** How long the server may take to answer our close_notify. */
    private static final Duration GOODBYE = Duration.ofMillis(300);

    private final Engine engine;
    private final Wire wire;
    private final RecordEdge edge = new RecordEdge();

    /** Application data that has come, in bytes. */
    private int answered;

    Conversation(Engine engine, Wire wire) {
        this.engine = engine;
        this.wire = wire;
    }

    void shakeHands(Duration within) throws Broken {
        Deadline deadline = Deadline.in(within);
        flush(deadline);
        while (!engine.isComplete()) {
            switch (wire.read(deadline, Integer.MAX_VALUE)) {
                case Wire.Arrival.Chunk(Bytes bytes) -> offer(bytes, deadline);
                case Wire.Arrival.End() -> throw new Broken(Failure.Kind.CLOSED_EARLY);
                case Wire.Arrival.Late() ->
                        throw new Broken(Failure.Kind.HANDSHAKE_TIMEOUT, deadline.allowed());
            }
        }
    }

    /**
     * Asks for {@code /} once, unless HTTP/1 was refused, and listens for a while: for the answer,
     * for tickets, and for a refusal, which a TLS 1.3 server can only send after our Finished.
     */
    void ask(Target target) throws Broken {
        boolean http = !engine.agreedOnAnotherProtocol();
        Deadline deadline = Deadline.in(http ? ANSWER : TICKETS);
        boolean heard = edge.missing() > 0 || answered > 0;
        try {
            if (http && !engine.isClosed()) {
                engine.send(request(target));
                flush(deadline);
            }
            while (!engine.isClosed()
                    && answered < Limits.ANSWER
                    && wire.read(deadline, Limits.ANSWER)
                            instanceof Wire.Arrival.Chunk(Bytes bytes)) {
                heard = true;
                offer(bytes, deadline);
            }
            sayGoodbye();
        } catch (Broken e) {
            // Whoever has heard from the server since our Finished, and in TLS 1.2 everybody,
            // knows that it was accepted; then it is no failure that the server hangs up.
            Failure.Kind kind = e.failure().kind();
            boolean hungUp = kind == Failure.Kind.RESET || kind == Failure.Kind.HANDSHAKE_TIMEOUT;
            if (!hungUp || (engine.isTls13() && !heard)) {
                throw e;
            }
        }
    }

    private void sayGoodbye() throws Broken {
        Deadline deadline = Deadline.in(GOODBYE);
        // A server that has more to say than we listen to is heard to the end of its record.
        while (answered >= Limits.ANSWER
                && edge.missing() > 0
                && wire.read(deadline, edge.missing()) instanceof Wire.Arrival.Chunk(Bytes bytes)) {
            edge.pass(bytes);
        }
        if (!engine.isClosed()) {
            engine.close();
            flush(deadline);
        }
        int rest = Limits.ANSWER - answered;
        while (rest > 0 && wire.read(deadline, rest) instanceof Wire.Arrival.Chunk(Bytes bytes)) {
            rest -= bytes.length();
        }
    }

    private void offer(Bytes bytes, Deadline deadline) throws Broken {
        edge.pass(bytes);
        try {
            engine.offer(bytes);
        } catch (Broken e) {
            try {
                flush(deadline);
            } catch (Broken gone) {
                // The peer does not hear why we stop. The reader does.
                e.addSuppressed(gone);
            }
            throw e;
        }
        flush(deadline);
        answered += engine.received();
    }

    private void flush(Deadline deadline) throws Broken {
        Bytes output = engine.output();
        if (!output.isEmpty()) {
            wire.write(output, deadline);
        }
    }

    private static byte[] request(Target target) {
        String host = target.host().contains(":") ? "[" + target.host() + "]" : target.host();
        String port = target.port() == Target.DEFAULT_PORT ? "" : ":" + target.port();
        return """
        GET / HTTP/1.1\r
        Host: %s%s\r
        User-Agent: tls-handshake\r
        Connection: close\r
        \r
        """
                .formatted(host, port)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
