package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Capture;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.Sender;
import dev.handshake.capture.Target;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.ClientSessions;
import dev.handshake.capture.live.LiveSource;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One handshake of this program with a server on loopback: all that its capture told, and what the
 * rest of the street makes of it.
 */
record Shake(List<CaptureEvent> events) {
    /** Longer than any time-out of the program. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    Shake {
        events = List.copyOf(events);
    }

    static Shake with(Server server, String host, UnaryOperator<ClientOptions> wishes)
            throws Exception {
        int port = ((InetSocketAddress) server.address()).getPort();
        ClientOptions options =
                ClientOptions.to(Target.parse(host)).withConnectTo(new Target("127.0.0.1", port));
        return of(wishes.apply(options));
    }

    static Shake with(Server server, String host) throws Exception {
        return with(server, host, options -> options);
    }

    /** Trusts the tests' own root instead of the platform's. */
    static Shake of(ClientOptions options) throws Exception {
        return of(options, new ClientSessions());
    }

    /** The same; {@code sessions} remember what the server gives to be resumed. */
    static Shake of(ClientOptions options, ClientSessions sessions) throws Exception {
        Bytes root = Authority.shared().rootDer();
        return of(new LiveSource(options.withTrustAnchors(List.of(root)).checked(), sessions));
    }

    static Shake of(CaptureSource source) throws Exception {
        List<CaptureEvent> events = new ArrayList<>();
        Capture capture = Capture.start(source, events::add);
        assertThat(capture.join(PATIENCE)).as("the capture ends").isTrue();
        return new Shake(events);
    }

    /** What the events fold into; every message published is in it, in the same order. */
    Session session() {
        List<MessageRead> published = new ArrayList<>();
        SessionBuilder builder = new SessionBuilder(published::add);
        events.forEach(builder);
        Session session = builder.snapshot();
        assertThat(session.messages()).containsExactlyElementsOf(published);
        return session;
    }

    /** The sessions of its connections, one after the other. */
    List<Session> sessions() {
        List<List<CaptureEvent>> connections = new ArrayList<>();
        for (CaptureEvent event : events) {
            if (event instanceof CaptureEvent.Opened) {
                connections.add(new ArrayList<>());
            }
            connections.getLast().add(event);
        }
        return connections.stream().map(Shake::new).map(Shake::session).toList();
    }

    Report report() {
        return Report.of(session());
    }

    /** The chunks as they were told. */
    List<Tap.Chunk> chunks() {
        return events.stream()
                .filter(CaptureEvent.Data.class::isInstance)
                .map(CaptureEvent.Data.class::cast)
                .map(data -> new Tap.Chunk(data.from(), data.nanos(), data.bytes()))
                .toList();
    }

    /** The bytes that one side sent, all in a row. */
    Bytes bytes(Sender from) {
        return Bytes.concat(
                events.stream()
                        .filter(CaptureEvent.Data.class::isInstance)
                        .map(CaptureEvent.Data.class::cast)
                        .filter(data -> data.from() == from)
                        .map(CaptureEvent.Data::bytes)
                        .toArray(Bytes[]::new));
    }

    /** The secrets as a key log file. */
    Path keyLog(Path file) throws IOException {
        return Files.writeString(
                file,
                events.stream()
                        .filter(CaptureEvent.SecretKnown.class::isInstance)
                        .map(event -> ((CaptureEvent.SecretKnown) event).secret())
                        .map(secret ->
                                "%s %s %s\n"
                                        .formatted(
                                                secret.label(),
                                                secret.clientRandom().hex(),
                                                secret.secret().hex()))
                        .collect(Collectors.joining()));
    }

    CaptureEvent last() {
        return events.getLast();
    }
}
