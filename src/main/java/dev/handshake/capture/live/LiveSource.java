package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Connects to a host, shakes hands, asks for {@code /} once, and closes. Nothing else is ever sent:
 * no cookie, no credential. The server's certificate is looked at by whoever reads the events; here
 * it is accepted, whatever it says.
 */
public final class LiveSource implements CaptureSource {
    /** How long the server may take to answer the request. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** How long tickets may take where there is no request to answer. */
    private static final Duration TICKETS = Duration.ofMillis(500);

    /** How long the server may take to answer our close_notify. */
    private static final Duration GOODBYE = Duration.ofMillis(300);

    private final ClientOptions options;
    private final Origin origin;
    private final List<Bytes> trustAnchors;
    private final Cancellation cancellation = new Cancellation();

    /** A source for a real host. */
    public LiveSource(ClientOptions options) {
        this(
                options,
                new Origin(
                        Origin.Kind.LIVE,
                        options.target().host(),
                        options.target().port(),
                        null,
                        false),
                List.of());
    }

    /** The same engine behind another door. */
    public LiveSource(ClientOptions options, Origin origin, List<Bytes> trustAnchors) {
        this.options = options;
        this.origin = origin;
        this.trustAnchors = List.copyOf(trustAnchors);
    }

    @Override
    public void cancel() {
        cancellation.raise();
    }

    @Override
    public void capture(Consumer<CaptureEvent> sink) {
        Telling telling = new Telling(sink);
        telling.tell(new CaptureEvent.Opened(0, origin, telling.started(), trustAnchors));
        CaptureEvent last;
        try {
            converse(telling);
            last = new CaptureEvent.Closed(telling.nanos());
        } catch (Broken e) {
            last = new CaptureEvent.Failed(telling.nanos(), e.failure());
        } catch (Cancellation.Cancelled e) {
            last = failed(telling, Failure.Kind.CANCELLED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            last = failed(telling, Failure.Kind.CANCELLED);
        } catch (IOException | RuntimeException e) {
            last = failed(telling, Failure.Kind.ENGINE, String.valueOf(e.getMessage()));
        }
        telling.tell(last);
    }

    private static CaptureEvent failed(Telling telling, Failure.Kind kind, Object... args) {
        return new CaptureEvent.Failed(telling.nanos(), Failure.of(kind, args));
    }

    private void converse(Telling telling)
            throws Broken, Cancellation.Cancelled, InterruptedException, IOException {
        try (Wire wire = connect(telling)) {
            TappedCrypto crypto =
                    new TappedCrypto(secret ->
                            telling.tell(new CaptureEvent.SecretKnown(telling.nanos(), secret)));
            TappedClient client = new TappedClient(options, crypto);
            Conversation conversation = new Conversation(client, wire);
            RecordEdge edge = new RecordEdge();
            shakeHands(conversation, wire, edge);
            ask(conversation, client, wire, edge);
        }
    }

    private Wire connect(Telling telling)
            throws Broken, Cancellation.Cancelled, InterruptedException, IOException {
        Deadline deadline = Deadline.in(options.connectTimeout());
        Target to = options.connectTo();
        long lookupStarted = telling.nanos();
        List<InetAddress> addresses = lookUp(to, deadline);
        long lookedUp = to.isAddress() ? -1 : telling.nanos() - lookupStarted;
        for (int i = 0; ; i++) {
            int left = addresses.size() - i;
            InetSocketAddress address = new InetSocketAddress(addresses.get(i), to.port());
            long started = telling.nanos();
            try {
                // An address that swallows everything shall leave time for the next one.
                Deadline share =
                        left == 1 ? deadline : Deadline.in(deadline.remaining().dividedBy(left));
                Wire wire = Wire.connect(address, share, cancellation, telling);
                telling.tell(
                        new CaptureEvent.Connected(
                                telling.nanos(), started, lookedUp, wire.client(), wire.server()));
                return wire;
            } catch (Broken e) {
                if (left == 1 || e.failure().kind() == Failure.Kind.CANCELLED) {
                    throw e;
                }
            }
        }
    }

    private List<InetAddress> lookUp(Target to, Deadline deadline)
            throws Broken, Cancellation.Cancelled, InterruptedException {
        try {
            InetAddress[] found =
                    cancellation.call(
                            "name-lookup",
                            () -> InetAddress.getAllByName(to.host()),
                            options.connectTimeout());
            return List.of(found);
        } catch (TimeoutException e) {
            throw new Broken(Failure.Kind.NAME_TIMEOUT, to.host(), deadline.allowed());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                throw new Broken(Failure.Kind.NO_SUCH_NAME, to.host());
            }
            throw new Broken(Failure.Kind.ENGINE, String.valueOf(e.getCause()));
        }
    }

    private void shakeHands(Conversation conversation, Wire wire, RecordEdge edge) throws Broken {
        Deadline deadline = Deadline.in(options.handshakeTimeout());
        conversation.begin(deadline);
        while (!conversation.isComplete()) {
            switch (wire.read(deadline, Integer.MAX_VALUE)) {
                case Wire.Arrival.Chunk(Bytes bytes) -> {
                    edge.pass(bytes);
                    conversation.offer(bytes, deadline);
                }
                case Wire.Arrival.End() -> throw new Broken(Failure.Kind.CLOSED_EARLY);
                case Wire.Arrival.Late() ->
                        throw new Broken(Failure.Kind.HANDSHAKE_TIMEOUT, deadline.allowed());
            }
        }
    }

    /**
     * Asks once and listens for a while: for the answer, for tickets, and for a refusal, which a
     * TLS 1.3 server can only send after our Finished.
     */
    private void ask(Conversation conversation, TappedClient client, Wire wire, RecordEdge edge)
            throws Broken {
        boolean http = !client.agreedOnAnotherProtocol();
        Deadline deadline = Deadline.in(http ? ANSWER : TICKETS);
        boolean heard = edge.missing() > 0 || conversation.received() > 0;
        try {
            if (http && !conversation.isClosed()) {
                conversation.send(request(), deadline);
            }
            int answered = 0;
            while (!conversation.isClosed() && answered < Limits.ANSWER) {
                switch (wire.read(deadline, Limits.ANSWER)) {
                    case Wire.Arrival.Chunk(Bytes bytes) -> {
                        heard = true;
                        edge.pass(bytes);
                        conversation.offer(bytes, deadline);
                        answered += conversation.received();
                    }
                    case Wire.Arrival.End(), Wire.Arrival.Late() -> {
                        sayGoodbye(conversation, wire, edge, answered);
                        return;
                    }
                }
            }
            sayGoodbye(conversation, wire, edge, answered);
        } catch (Broken e) {
            // Who has heard from the server after our Finished knows that it was accepted.
            boolean accepted = heard || !client.isTls13();
            boolean leaving =
                    switch (e.failure().kind()) {
                        case RESET, HANDSHAKE_TIMEOUT -> accepted;
                        default -> false;
                    };
            if (!leaving) {
                throw e;
            }
        }
    }

    private void sayGoodbye(Conversation conversation, Wire wire, RecordEdge edge, int answered)
            throws Broken {
        Deadline deadline = Deadline.in(GOODBYE);
        // Whoever has more to say than is read is still read to the end of a record.
        while (answered >= Limits.ANSWER && edge.missing() > 0) {
            if (!(wire.read(deadline, edge.missing()) instanceof Wire.Arrival.Chunk(Bytes bytes))) {
                break;
            }
            edge.pass(bytes);
        }
        if (!conversation.isClosed()) {
            conversation.close(deadline);
        }
        int rest = Limits.ANSWER - answered;
        while (rest > 0 && wire.read(deadline, rest) instanceof Wire.Arrival.Chunk(Bytes bytes)) {
            rest -= bytes.length();
        }
    }

    private byte[] request() {
        Target target = options.target();
        String host =
                target.isAddress() && target.host().contains(":")
                        ? "[" + target.host() + "]"
                        : target.host();
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
