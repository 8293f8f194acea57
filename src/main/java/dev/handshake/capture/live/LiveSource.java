package dev.handshake.capture.live;

import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Connects to a host, shakes hands, asks for {@code /} once, and closes. Nothing else is ever sent:
 * no cookie, no credential. The server's certificate is looked at by whoever reads the events; here
 * it is accepted, whatever it says.
 */
public final class LiveSource implements CaptureSource {
    private final ClientOptions options;
    private final Origin origin;
    private final ClientSessions sessions;
    private final Cancellation cancellation = new Cancellation();

    /** A source for a real host, from which nothing is remembered. */
    public LiveSource(ClientOptions options) {
        this(options, new ClientSessions());
    }

    /**
     * A source for a real host.
     *
     * @param sessions remember what the server gives to be resumed
     */
    public LiveSource(ClientOptions options, ClientSessions sessions) {
        this(
                options,
                new Origin(
                        Origin.Kind.LIVE,
                        options.target().host(),
                        options.target().port(),
                        null,
                        false),
                sessions);
    }

    /**
     * The same engine behind another door.
     *
     * @param sessions remember what the server gives to be resumed
     */
    public LiveSource(ClientOptions options, Origin origin, ClientSessions sessions) {
        this.options = options;
        this.origin = origin;
        this.sessions = sessions;
    }

    @Override
    public void cancel() {
        cancellation.raise();
    }

    @Override
    public void capture(Consumer<CaptureEvent> sink) {
        Telling telling = new Telling(sink);
        telling.tell(new CaptureEvent.Opened(0, origin, telling.started(), options.trustAnchors()));
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
        TappedCrypto crypto =
                new TappedCrypto(secret ->
                        telling.tell(new CaptureEvent.SecretKnown(telling.nanos(), secret)));
        // Made before TCP stands: what passes between the two is the network's time, not ours.
        Engine engine =
                new Engine(
                        new TappedClient(
                                options,
                                crypto,
                                resumption -> sessions.add(options.target(), resumption)));
        Optional.ofNullable(options.resumption()).ifPresent(sessions::used);
        try (Wire wire = connect(telling)) {
            Conversation conversation = new Conversation(engine, wire);
            conversation.shakeHands(options.handshakeTimeout());
            conversation.ask(options.target());
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
            throw new Broken(Failure.Kind.NO_SUCH_NAME, to.host());
        }
    }
}
