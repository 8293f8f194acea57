package dev.handshake.capture.lab;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Origin;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.ClientSessions;
import dev.handshake.capture.live.LiveSource;
import dev.handshake.capture.live.Resumption;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A scenario of the lab: starts its server on a free port of loopback, connects to it with the same
 * client as to any host, and ends it when the session ends; or reads what was recorded. Where the
 * client comes twice, it tells two connections, one after the other.
 */
public final class LabSource implements CaptureSource {
    /** Making keys takes a second at most where they are made for the first time. */
    private static final Duration PREPARATION = Duration.ofSeconds(30);

    /**
     * Whether this program has shaken hands with itself once, unheard. The first time takes a
     * hundred times as long as any later one, and its times would tell of the loading of classes,
     * not of TLS.
     */
    private static final AtomicBoolean REHEARSED = new AtomicBoolean();

    private final Scenario scenario;
    private final ClientOptions options;
    private final ClientSessions sessions;
    private final Origin origin;
    private final Cancellation cancellation = new Cancellation();

    public LabSource(Scenario scenario) {
        this(scenario, scenario.options());
    }

    /**
     * With other offers than the scenario's own.
     *
     * @param options where they say to connect to is not heard: it is the scenario's server
     */
    public LabSource(Scenario scenario, ClientOptions options) {
        this(scenario, options, new ClientSessions());
    }

    /**
     * The same.
     *
     * @param sessions remember what the server gives to be resumed; not those of the host that it
     *     plays
     */
    public LabSource(Scenario scenario, ClientOptions options, ClientSessions sessions) {
        this.scenario = scenario;
        this.options = options;
        this.sessions = sessions;
        this.origin =
                new Origin(
                        Origin.Kind.LAB,
                        options.target().host(),
                        options.target().port(),
                        scenario.name(),
                        scenario.recorded().isPresent());
    }

    @Override
    public void cancel() {
        cancellation.raise();
    }

    @Override
    public void capture(Consumer<CaptureEvent> sink) {
        switch (scenario.way()) {
            case Way.Served served -> serve(served, sink);
            case Way.Recorded _ -> new Replay(scenario.name(), origin, cancellation).capture(sink);
        }
    }

    private void serve(Way.Served served, Consumer<CaptureEvent> sink) {
        try {
            Lab lab = cancellation.call("lab-authority", Lab::ofThisUser, PREPARATION);
            if (!REHEARSED.getAndSet(true)) {
                try (LabServer server = LabServer.start(lab, rehearsal(served.recipe()), 0)) {
                    shakeHands(lab, server, options, new ClientSessions(), _ -> {});
                }
            }
            try (LabServer server = LabServer.start(lab, served.recipe(), 0)) {
                visit(lab, server, served, sink);
            }
        } catch (Cancellation.Cancelled e) {
            tell(sink, Failure.of(Failure.Kind.CANCELLED));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tell(sink, Failure.of(Failure.Kind.CANCELLED));
        } catch (ExecutionException | TimeoutException | IOException e) {
            tell(sink, Failure.of(Failure.Kind.ENGINE, String.valueOf(e.getMessage())));
        }
    }

    /** A server that breaks off, or falls silent, would not let everything be rehearsed. */
    private static Recipe rehearsal(Recipe own) {
        return own.conduct() == Recipe.Conduct.PROPER ? own : Repertoire.TLS_1_2;
    }

    /** As often as it is to come; after the first time it resumes, if there is what. */
    private void visit(Lab lab, LabServer server, Way.Served served, Consumer<CaptureEvent> sink)
            throws IOException {
        ClientOptions offered = options;
        if (served.identified() && offered.identity() == null) {
            offered = offered.withIdentity(lab.clients().identity());
        }
        shakeHands(lab, server, offered, sessions, sink);
        for (int visits = 1; visits < served.visits() && !cancellation.isRaised(); visits++) {
            Optional<Resumption> newest = sessions.newest(options.target());
            if (newest.isEmpty()) {
                break;
            }
            shakeHands(lab, server, offered.withResumption(newest.get()), sessions, sink);
        }
    }

    private void shakeHands(
            Lab lab,
            LabServer server,
            ClientOptions offered,
            ClientSessions kept,
            Consumer<CaptureEvent> sink) {
        ClientOptions there = offered.withConnectTo(server.address());
        if (there.trustAnchors().isEmpty()) {
            there = there.withTrustAnchors(List.of(lab.root()));
        }
        LiveSource live = new LiveSource(there, origin, kept);
        cancellation.whenRaised(live::cancel);
        live.capture(sink);
    }

    private void tell(Consumer<CaptureEvent> sink, Failure failure) {
        List<Bytes> none = List.of();
        sink.accept(new CaptureEvent.Opened(0, origin, Instant.now(), none));
        sink.accept(new CaptureEvent.Failed(0, failure));
    }
}
