package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BySender;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Failure;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import dev.handshake.capture.file.Connection;
import dev.handshake.message.Content;
import dev.handshake.message.Messages;
import dev.handshake.message.Prelude;
import dev.handshake.message.ServerHello;
import dev.handshake.record.Epoch;
import dev.handshake.record.HandshakeStream;
import dev.handshake.record.HandshakeStream.Framed;
import dev.handshake.record.Piece;
import dev.handshake.record.RawRecord;
import dev.handshake.record.RecordLayer;
import dev.handshake.record.RecordRead;
import dev.handshake.record.Sealing;
import dev.handshake.registry.AlertDescription;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.HandshakeType;
import dev.handshake.verify.CertificateChecks;
import dev.handshake.verify.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Folds capture events into a {@link Session} and publishes each message as it is read, in order.
 * Used by one thread at a time; what it gives away is immutable.
 *
 * <p>It takes its time (it parses, decrypts, verifies signatures): the thread of a live capture
 * should only hand its events over.
 */
public final class SessionBuilder implements Consumer<CaptureEvent> {
    /** Of a chain that ends nowhere, not one with a flaw in it. */
    private static final Set<String> NO_WAY_TO_TRUST =
            Set.of(
                    "verdict.chain.self_signed",
                    "verdict.chain.untrusted_root",
                    "verdict.chain.issuer_unknown",
                    "verdict.chain.issuer_elsewhere");

    private final Consumer<MessageRead> onMessage;
    private final Depth depth;
    private final KeyRing keys;
    private final BySender<HandshakeStream> streams = BySender.of(_ -> new HandshakeStream());
    private RecordLayer layer;
    private Decisions decisions;
    private final List<MessageRead> messages = new ArrayList<>();
    private final Map<Integer, Traced> records = new TreeMap<>();
    private final Proofs proofs = new Proofs();
    private final Progress progress = new Progress();
    private final Kept kept = new Kept();
    private final SavedNotes notes = new SavedNotes();
    private Handshake handshake = new Handshake();
    private Ghosts ghosts = new Ghosts();
    private int numbers;

    private Origin origin = Origin.CAPTURE;
    private Instant started = Instant.EPOCH;
    private List<Bytes> trustAnchors = List.of();
    private @Nullable Endpoint client;
    private @Nullable Endpoint server;
    private OptionalLong nameLookup = OptionalLong.empty();
    private OptionalLong tcpConnect = OptionalLong.empty();
    private OptionalLong synNanos = OptionalLong.empty();
    private boolean tls;
    private boolean ended;
    private @Nullable Failure failure;

    /** Where each direction goes on. */
    private final BySender<Position> positions = BySender.of(_ -> new Position());

    private static final class Position {
        private long next;
    }

    /**
     * A record and the messages that have bytes in it.
     *
     * @param offset where it begins in its direction
     */
    private record Traced(
            Piece.Opened record, long offset, @Nullable Sealing sealing, List<Integer> messages) {
        RecordRead read() {
            return new RecordRead(
                    record.raw().number(),
                    record.nanos(),
                    record.from(),
                    record.raw().type(),
                    record.raw().version(),
                    record.raw().fragment().length(),
                    record.epoch(),
                    record.decrypted(),
                    messages,
                    offset,
                    record.content().length(),
                    sealing);
        }
    }

    /**
     * @param onMessage told of every message, absent ones included, on the thread that calls {@link
     *     #accept}
     */
    public SessionBuilder(Consumer<MessageRead> onMessage) {
        this(onMessage, Depth.FULL);
    }

    SessionBuilder(Consumer<MessageRead> onMessage, Depth depth) {
        this(onMessage, depth, new KeyRing());
    }

    /**
     * @param keys what is known of secrets, until the capture says what is
     */
    SessionBuilder(Consumer<MessageRead> onMessage, Depth depth, KeyRing keys) {
        this.onMessage = onMessage;
        this.depth = depth;
        this.keys = keys;
        this.layer = new RecordLayer(keys);
        this.decisions = new Decisions(layer);
    }

    @Override
    public void accept(CaptureEvent event) {
        if (depth == Depth.FULL) {
            kept.accept(event);
        }
        switch (event) {
            case CaptureEvent.Opened opened -> opened(opened);
            case CaptureEvent.Connected connected -> connected(connected);
            case CaptureEvent.Data data -> layer.accept(data.nanos(), data.from(), data.bytes());
            case CaptureEvent.Endpoints ends -> {
                client = ends.client();
                server = ends.server();
            }
            case CaptureEvent.Segment segment -> segment(segment);
            case CaptureEvent.Gap gap -> layer.gap(gap.nanos(), gap.from(), gap.length());
            case CaptureEvent.Overlap overlap -> arrived(Rows.overlap(overlap));
            case CaptureEvent.SecretKnown known -> layer.accept(known.secret());
            case CaptureEvent.Noted noted -> notes.add(noted.note());
            case CaptureEvent.Closed _ -> layer.end();
            case CaptureEvent.Failed failed -> {
                failure = failed.failure();
                layer.end();
            }
        }
        for (Optional<Piece> piece = layer.next(); piece.isPresent(); piece = layer.next()) {
            read(piece.get());
        }
        if (event instanceof CaptureEvent.Closed || event instanceof CaptureEvent.Failed) {
            streams.client().end().ifPresent(this::handshake);
            streams.server().end().ifPresent(this::handshake);
            ended = true;
        }
    }

    /** What is known now. */
    public Session snapshot() {
        Negotiated negotiated = handshake.negotiated();
        List<RecordRead> read = records.values().stream().map(Traced::read).toList();
        return new Session(
                origin,
                client,
                server,
                started,
                ended
                        ? Outcomes.of(
                                failure, progress, negotiated, origin.isOurs(), failedChecks())
                        : Outcomes.running(),
                negotiated,
                new Timing(
                        nameLookup, tcpConnect, progress.handshakeTime(), progress.firstByteTime()),
                proofs.verdicts(),
                read,
                messages,
                kept.recording(),
                layer.secrets().known(),
                kept.trustAnchors(),
                proofs.roles(),
                notes.on(messages, read));
    }

    /** The line that a list has of the connection. */
    Listed line(Connection connection) {
        return new Listed(
                connection,
                started,
                client,
                server,
                handshake.sni().orElse(null),
                handshake.version().orElse(null),
                handshake.suite().orElse(null),
                handshake.group(),
                ended ? Outcomes.status(failure, progress) : Outcome.Status.RUNNING,
                MessageTypes.of(messages));
    }

    /** What the connection speaks instead of TLS; {@code unknown} where that is not known. */
    String otherProtocol() {
        return messages.stream()
                .map(MessageRead::content)
                .filter(Prelude.class::isInstance)
                .map(content -> ((Prelude) content).protocol())
                .findFirst()
                .orElse(PlainProtocol.UNKNOWN);
    }

    /** Whether anything of TLS has been seen. */
    public boolean isTls() {
        return tls;
    }

    // -- the connection

    private void opened(CaptureEvent.Opened opened) {
        origin = opened.origin();
        started = opened.started();
        trustAnchors = opened.trustAnchors();
        if (opened.keys() != keys) {
            layer = new RecordLayer(opened.keys());
            decisions = new Decisions(layer);
        }
        if (opened.recording() != null) {
            layer.secretsComplete();
        }
    }

    private void connected(CaptureEvent.Connected connected) {
        client = connected.client();
        server = connected.server();
        OptionalLong called =
                connected.connectStarted() == CaptureEvent.Connected.UNKNOWN
                        ? OptionalLong.empty()
                        : OptionalLong.of(connected.connectStarted());
        if (called.isPresent()) {
            tcpConnect = OptionalLong.of(connected.nanos() - called.getAsLong());
        }
        nameLookup =
                connected.nameLookup() < 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(connected.nameLookup());
        inferred(Sender.CLIENT, MessageType.SYN, called);
        inferred(Sender.SERVER, MessageType.SYN_ACK, OptionalLong.empty());
        inferred(Sender.CLIENT, MessageType.ACK, OptionalLong.of(connected.nanos()));
    }

    private void inferred(Sender from, MessageType type, OptionalLong nanos) {
        arrived(Rows.inferred(from, type, nanos));
    }

    private void segment(CaptureEvent.Segment segment) {
        switch (segment.kind()) {
            case SYN -> synNanos = OptionalLong.of(segment.nanos());
            case SYN_ACK -> {
                if (synNanos.isPresent() && tcpConnect.isEmpty()) {
                    tcpConnect = OptionalLong.of(segment.nanos() - synNanos.getAsLong());
                }
            }
            case FIN -> progress.close(segment.from());
            case ACK, RST -> {}
        }
        if (depth == Depth.FULL) {
            arrived(Rows.segment(segment));
        }
    }

    // -- pieces of the stream

    private void read(Piece piece) {
        if (depth == Depth.FULL) {
            place(piece);
        }
        switch (piece) {
            case Piece.Opened record -> record(record);
            case Piece.Foreign foreign -> arrived(Rows.foreign(foreign));
            case Piece.Prelude prelude -> {
                arrived(Rows.prelude(prelude));
                decisions.prelude(prelude);
            }
            case Piece.Remnant remnant -> missed(Rows.remnant(remnant, handshake, depth));
            case Piece.Missing missing -> {
                stream(missing.from()).end().ifPresent(this::handshake);
                missed(Rows.gap(missing));
            }
        }
    }

    /** The pieces of a direction lie one behind the other, without gaps. */
    private void place(Piece piece) {
        Position position = positions.of(piece.from());
        switch (piece) {
            case Piece.Opened record -> {
                if (records.size() < Limits.MESSAGES) {
                    records.put(
                            record.raw().number(),
                            new Traced(
                                    record,
                                    position.next,
                                    record.epoch() == Epoch.PLAINTEXT
                                            ? null
                                            : layer.sealing(record.from()),
                                    new ArrayList<>()));
                }
                position.next += RawRecord.HEADER + record.raw().fragment().length();
            }
            case Piece.Foreign foreign -> position.next += foreign.length();
            case Piece.Prelude prelude -> position.next += prelude.length();
            case Piece.Remnant remnant -> position.next += remnant.bytes().length();
            // Where the beginning is missing, nobody knows how much of it.
            case Piece.Missing missing -> position.next += Math.max(0, missing.length());
        }
    }

    /** Something after which nothing can be proved from the transcript. */
    private void missed(MessageRead message) {
        proofs.miss();
        arrived(message);
    }

    private void record(Piece.Opened record) {
        tls = true;
        ContentType type = record.type();
        if (record.hindrance() != null) {
            proofs.miss();
            arrived(Rows.shut(record, record.hindrance(), handshake, depth), record);
        } else if (type.equals(ContentType.HANDSHAKE)) {
            stream(record.from()).accept(record, this::handshake);
        } else if (type.equals(ContentType.CHANGE_CIPHER_SPEC)) {
            content(
                    record,
                    MessageType.CHANGE_CIPHER_SPEC,
                    record.content(),
                    depth.read(record.content(), Messages::changeCipherSpec));
            layer.changeCipherSpec(record.from());
        } else if (type.equals(ContentType.ALERT)) {
            alerts(record);
        } else if (type.equals(ContentType.APPLICATION_DATA)) {
            content(
                    record,
                    MessageType.APPLICATION_DATA,
                    record.content(),
                    depth.read(record.content(), Messages::applicationData));
        } else {
            MessageType other =
                    type.equals(ContentType.HEARTBEAT)
                            ? MessageType.HEARTBEAT
                            : MessageType.NOT_TLS;
            content(
                    record,
                    other,
                    record.content(),
                    new Messages.Read(null, Rows.opaque("opaque", record.content())));
        }
    }

    /** Every alert of a record; there is one, unless its sender is unusual. */
    private void alerts(Piece.Opened record) {
        Bytes all = record.content();
        int at = 0;
        do {
            Bytes one = all.slice(at, Math.min(2, all.length() - at));
            content(record, MessageType.ALERT, one, Messages.alert(one));
            at += 2;
        } while (at < all.length());
    }

    private void content(Piece.Opened record, MessageType type, Bytes bytes, Messages.Read read) {
        arrived(Rows.content(record, type, bytes, read), record);
    }

    // -- handshake messages

    private void handshake(Framed framed) {
        Messages.Read read = depth.handshake(framed.bytes(), handshake.context(framed.from()));
        Content content = framed.complete() ? read.content() : null;
        MessageType type = type(framed, content);
        boolean again =
                type == MessageType.CLIENT_HELLO
                        && handshake.has(Sender.CLIENT, MessageType.FINISHED)
                        && handshake.has(Sender.SERVER, MessageType.FINISHED);
        if (again) {
            handshake = new Handshake();
            ghosts = new Ghosts();
            proofs.restart();
            decisions.restart();
        }
        MessageRead message =
                arrived(
                        Rows.handshake(framed, type, read.fields(), content),
                        framed.firstNanos(),
                        framed.records());
        if (framed.complete()) {
            follow(message);
        } else {
            proofs.miss();
        }
    }

    private static MessageType type(Framed framed, @Nullable Content content) {
        if (!framed.complete()) {
            return MessageType.TRUNCATED_HANDSHAKE;
        }
        if (content instanceof ServerHello hello && hello.isHelloRetryRequest()) {
            return MessageType.HELLO_RETRY_REQUEST;
        }
        return MessageType.of(new HandshakeType(framed.bytes().at(0)))
                .orElse(MessageType.UNKNOWN_HANDSHAKE);
    }

    /** What a message changes for those that come after it. */
    private void follow(MessageRead message) {
        if (depth == Depth.FULL) {
            proofs.follow(message, handshake, layer.secrets(), checks(message));
        }
        decisions.follow(message, handshake);
        boolean judged =
                message.from() == Sender.SERVER
                        && (message.certificate().isPresent()
                                || message.type() == MessageType.CERTIFICATE_STATUS);
        if (origin.isOurs() && judged) {
            browserAlert().map(ghosts::browserAlert).ifPresent(list -> list.forEach(this::publish));
        }
    }

    /** What a browser would have said to the certificate (RFC 9846 §6.2). */
    private Optional<AlertDescription> browserAlert() {
        if (fails(Verdict.Check.VALIDITY)) {
            return Optional.of(AlertDescription.CERTIFICATE_EXPIRED);
        }
        if (fails(Verdict.Check.CHAIN)) {
            boolean noWayToTrust =
                    proofs.verdict(Verdict.Check.CHAIN).map(it -> it.reason().key()).stream()
                            .anyMatch(NO_WAY_TO_TRUST::contains);
            return Optional.of(
                    noWayToTrust ? AlertDescription.UNKNOWN_CA : AlertDescription.BAD_CERTIFICATE);
        }
        if (fails(Verdict.Check.HOSTNAME)) {
            return Optional.of(AlertDescription.BAD_CERTIFICATE);
        }
        return fails(Verdict.Check.OCSP)
                ? Optional.of(AlertDescription.CERTIFICATE_REVOKED)
                : Optional.empty();
    }

    private Set<Verdict.Check> failedChecks() {
        return Arrays.stream(Verdict.Check.values())
                .filter(this::fails)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean fails(Verdict.Check check) {
        return proofs.verdict(check)
                .filter(verdict -> verdict.result() == Verdict.Result.FAIL)
                .isPresent();
    }

    // -- publishing

    private void arrived(MessageRead message) {
        arrived(message, message.nanos().orElse(0), List.of());
    }

    private void arrived(MessageRead message, Piece.Opened in) {
        arrived(message, in.raw().firstNanos(), List.of(in.raw().number()));
    }

    private MessageRead arrived(MessageRead row, long firstNanos, List<Integer> inRecords) {
        if (row.isAbsent()) {
            publish(row);
            return row;
        }
        numbers++;
        MessageRead message = depth == Depth.FULL ? row.numbered(numbers) : row;
        if (message.type().layer() == MessageType.Layer.TCP) {
            publish(message);
            return message;
        }
        if (depth == Depth.FULL) {
            ghosts.before(message.from(), message.type(), handshake).forEach(this::publish);
        }
        handshake.add(message);
        if (depth == Depth.FULL) {
            proofs.notice(message, handshake);
        }
        progress.note(message, firstNanos, handshake.isTls13());
        if (!records.isEmpty()) {
            for (int record : inRecords) {
                Traced traced = records.get(record);
                if (traced != null) {
                    traced.messages().add(message.number());
                }
            }
        }
        publish(message);
        return message;
    }

    private void publish(MessageRead message) {
        if (messages.size() < Limits.MESSAGES) {
            messages.add(message);
            onMessage.accept(message);
        }
    }

    /** Judges for the moment at which the message came. */
    private CertificateChecks checks(MessageRead message) {
        Instant at = started.plusNanos(message.nanos().orElse(0));
        return new CertificateChecks(trustAnchors, at, origin);
    }

    private HandshakeStream stream(Sender from) {
        return streams.of(from);
    }
}
