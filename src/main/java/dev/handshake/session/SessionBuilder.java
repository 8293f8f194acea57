package dev.handshake.session;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Phrase;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import dev.handshake.message.Certificate;
import dev.handshake.message.ClientHello;
import dev.handshake.message.Content;
import dev.handshake.message.Messages;
import dev.handshake.message.Prelude;
import dev.handshake.message.ServerHello;
import dev.handshake.message.extension.EarlyData;
import dev.handshake.record.Epoch;
import dev.handshake.record.HandshakeStream;
import dev.handshake.record.HandshakeStream.Framed;
import dev.handshake.record.Piece;
import dev.handshake.record.RecordLayer;
import dev.handshake.record.RecordRead;
import dev.handshake.registry.AlertDescription;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.HandshakeType;
import dev.handshake.verify.CertificateChecks;
import dev.handshake.verify.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Folds capture events into a {@link Session} and publishes each message as it is read, in order.
 * Used by one thread at a time; what it gives away is immutable.
 *
 * <p>It takes its time (it parses, decrypts, verifies signatures): the thread of a live capture
 * should only hand its events over.
 */
public final class SessionBuilder implements Consumer<CaptureEvent> {
    private static final int RECORD_HEADER = 5;
    private final Consumer<MessageRead> onMessage;
    private final RecordLayer layer = new RecordLayer();
    private final Map<Sender, HandshakeStream> streams = new EnumMap<>(Sender.class);
    private final List<MessageRead> messages = new ArrayList<>();
    private final Map<Integer, Traced> records = new TreeMap<>();
    private final Proofs proofs = new Proofs();
    private final Progress progress = new Progress();
    private final Kept kept = new Kept();
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
    private boolean ended;
    private @Nullable Failure failure;

    /** A record and the messages that have bytes in it. */
    private record Traced(Piece.Opened record, List<Integer> messages) {
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
                    messages);
        }
    }

    /**
     * @param onMessage told of every message, absent ones included, on the thread that calls {@link
     *     #accept}
     */
    public SessionBuilder(Consumer<MessageRead> onMessage) {
        this.onMessage = onMessage;
        for (Sender sender : Sender.values()) {
            streams.put(sender, new HandshakeStream());
        }
    }

    @Override
    public void accept(CaptureEvent event) {
        kept.accept(event);
        switch (event) {
            case CaptureEvent.Opened opened -> opened(opened);
            case CaptureEvent.Connected connected -> connected(connected);
            case CaptureEvent.Data data -> layer.accept(data.nanos(), data.from(), data.bytes());
            case CaptureEvent.Endpoints ends -> {
                client = ends.client();
                server = ends.server();
            }
            case CaptureEvent.Segment _ -> {}
            case CaptureEvent.Gap _ -> {}
            case CaptureEvent.Overlap _ -> {}
            case CaptureEvent.SecretKnown known -> layer.accept(known.secret());
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
            for (Sender sender : Sender.values()) {
                stream(sender).end().ifPresent(this::handshake);
            }
            ended = true;
        }
    }

    /** What is known now. */
    public Session snapshot() {
        Negotiated negotiated = handshake.negotiated();
        return new Session(
                origin,
                client,
                server,
                started,
                ended ? Outcomes.of(failure, progress, negotiated) : Outcomes.running(),
                negotiated,
                new Timing(
                        nameLookup, tcpConnect, progress.handshakeTime(), progress.firstByteTime()),
                proofs.verdicts(),
                records.values().stream().map(Traced::read).toList(),
                messages,
                kept.recording(),
                kept.secrets(),
                kept.trustAnchors());
    }

    // -- the connection

    private void opened(CaptureEvent.Opened opened) {
        origin = opened.origin();
        started = opened.started();
        trustAnchors = opened.trustAnchors();
    }

    private void connected(CaptureEvent.Connected connected) {
        client = connected.client();
        server = connected.server();
        tcpConnect = OptionalLong.of(connected.nanos() - connected.connectStarted());
        nameLookup =
                connected.nameLookup() < 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(connected.nameLookup());
        inferred(Sender.CLIENT, MessageType.SYN, OptionalLong.of(connected.connectStarted()));
        inferred(Sender.SERVER, MessageType.SYN_ACK, OptionalLong.empty());
        inferred(Sender.CLIENT, MessageType.ACK, OptionalLong.of(connected.nanos()));
    }

    private void inferred(Sender from, MessageType type, OptionalLong nanos) {
        publish(
                new MessageRead(
                        nextNumber(),
                        nanos,
                        from,
                        type,
                        Provenance.INFERRED,
                        Epoch.PLAINTEXT,
                        Bytes.EMPTY,
                        List.of(),
                        null,
                        Phrase.of("inferred.tcp")));
    }

    // -- pieces of the stream

    private void read(Piece piece) {
        switch (piece) {
            case Piece.Opened record -> record(record);
            case Piece.Foreign foreign -> foreign(foreign);
            case Piece.Remnant remnant -> remnant(remnant);
            case Piece.Prelude _ -> {}
            case Piece.Missing _ -> {}
        }
    }

    private void record(Piece.Opened record) {
        if (records.size() < Limits.MESSAGES) {
            records.put(record.raw().number(), new Traced(record, new ArrayList<>()));
        }
        ContentType type = record.type();
        if (record.hindrance() != null) {
            shut(record, record.hindrance());
        } else if (type.equals(ContentType.HANDSHAKE)) {
            stream(record.from()).accept(record, this::handshake);
        } else if (type.equals(ContentType.CHANGE_CIPHER_SPEC)) {
            content(
                    record,
                    MessageType.CHANGE_CIPHER_SPEC,
                    record.content(),
                    Messages.changeCipherSpec(record.content()));
            layer.changeCipherSpec(record.from());
        } else if (type.equals(ContentType.ALERT)) {
            alerts(record);
        } else if (type.equals(ContentType.APPLICATION_DATA)) {
            content(
                    record,
                    MessageType.APPLICATION_DATA,
                    record.content(),
                    Messages.applicationData(record.content()));
        } else {
            MessageType other =
                    type.equals(ContentType.HEARTBEAT)
                            ? MessageType.HEARTBEAT
                            : MessageType.NOT_TLS;
            content(
                    record,
                    other,
                    record.content(),
                    new Messages.Read(null, opaque("opaque", record.content())));
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
        MessageRead message =
                new MessageRead(
                        nextNumber(),
                        OptionalLong.of(record.nanos()),
                        record.from(),
                        type,
                        record.decrypted() ? Provenance.DECRYPTED : Provenance.OBSERVED,
                        record.epoch(),
                        bytes,
                        read.fields(),
                        read.content(),
                        null);
        arrived(message, record.raw().firstNanos(), List.of(record.raw().number()));
    }

    /** A record that stays encrypted: of its content no more is known than its outer type. */
    private void shut(Piece.Opened record, Piece.Hindrance why) {
        MessageType type = MessageType.ENCRYPTED;
        if (handshake.version().isPresent() && !handshake.isTls13()) {
            type =
                    record.type().equals(ContentType.HANDSHAKE)
                            ? MessageType.ENCRYPTED_HANDSHAKE
                            : outerType(record.type());
        }
        proofs.miss();
        MessageRead message =
                new MessageRead(
                        nextNumber(),
                        OptionalLong.of(record.nanos()),
                        record.from(),
                        type,
                        Provenance.OBSERVED,
                        record.epoch(),
                        record.content(),
                        opaque("encrypted_record", record.content()),
                        null,
                        Phrase.of("unreadable." + why.name().toLowerCase(Locale.ROOT)));
        arrived(message, record.raw().firstNanos(), List.of(record.raw().number()));
    }

    private static MessageType outerType(ContentType type) {
        return switch (type.code()) {
            case 20 -> MessageType.CHANGE_CIPHER_SPEC;
            case 21 -> MessageType.ALERT;
            case 22 -> MessageType.TRUNCATED_HANDSHAKE;
            case 23 -> MessageType.APPLICATION_DATA;
            case 24 -> MessageType.HEARTBEAT;
            default -> MessageType.NOT_TLS;
        };
    }

    private void foreign(Piece.Foreign foreign) {
        String protocol =
                foreign.atStart() ? PlainProtocol.of(foreign.bytes()) : PlainProtocol.UNKNOWN;
        MessageRead message =
                new MessageRead(
                        nextNumber(),
                        OptionalLong.of(foreign.nanos()),
                        foreign.from(),
                        MessageType.NOT_TLS,
                        Provenance.OBSERVED,
                        Epoch.PLAINTEXT,
                        foreign.bytes(),
                        opaque("data", foreign.bytes()),
                        new Prelude(protocol, foreign.bytes()),
                        foreign.atStart() ? null : Phrase.of("unreadable.no_record"));
        arrived(message, foreign.nanos(), List.of());
    }

    /** The beginning of a record; a handshake message in it is read as far as it goes. */
    private void remnant(Piece.Remnant remnant) {
        Bytes bytes = remnant.bytes();
        boolean header = bytes.length() < RECORD_HEADER;
        Bytes shown = header ? bytes : bytes.from(RECORD_HEADER);
        boolean plain = remnant.epoch() == Epoch.PLAINTEXT;
        long declared = header ? RECORD_HEADER : bytes.number(3, 2);
        MessageType type =
                plain || remnant.epoch() != null
                        ? outerType(new ContentType(bytes.at(0)))
                        : MessageType.ENCRYPTED;
        List<Field> fields =
                header || !plain || type != MessageType.TRUNCATED_HANDSHAKE
                        ? truncated(shown, declared)
                        : Messages.handshake(shown, handshake.context(remnant.from())).fields();
        MessageRead message =
                new MessageRead(
                        nextNumber(),
                        OptionalLong.of(remnant.nanos()),
                        remnant.from(),
                        type,
                        Provenance.OBSERVED,
                        remnant.epoch(),
                        shown,
                        fields,
                        null,
                        declared > Limits.RECORD_PAYLOAD
                                ? Phrase.of(
                                        "unreadable.overlong_record",
                                        declared,
                                        Limits.RECORD_PAYLOAD)
                                : Phrase.of(
                                        "unreadable.truncated_record", shown.length(), declared));
        proofs.miss();
        arrived(message, remnant.nanos(), List.of());
    }

    private static List<Field> opaque(String key, Bytes bytes) {
        return List.of(new Field(key, new Value.Opaque(bytes), new ByteSpan(0, bytes.length())));
    }

    private static List<Field> truncated(Bytes bytes, long declared) {
        Problem problem =
                new Problem(Problem.Kind.TRUNCATED, "TLSPlaintext", 0, declared, bytes.length());
        return List.of(
                new Field(
                        "malformed",
                        new Value.Malformed(problem),
                        new ByteSpan(0, bytes.length())));
    }

    // -- handshake messages

    private void handshake(Framed framed) {
        Messages.Read read = Messages.handshake(framed.bytes(), handshake.context(framed.from()));
        Content content = framed.complete() ? read.content() : null;
        MessageType type = type(framed, content);
        Phrase hindrance =
                framed.complete()
                        ? null
                        : framed.tooLong()
                                ? Phrase.of(
                                        "unreadable.too_long",
                                        framed.bytes().number(1, 3),
                                        Limits.HANDSHAKE_MESSAGE)
                                : Phrase.of("unreadable.truncated", framed.bytes().length());
        boolean again =
                type == MessageType.CLIENT_HELLO
                        && handshake.has(Sender.CLIENT, MessageType.FINISHED)
                        && handshake.has(Sender.SERVER, MessageType.FINISHED);
        if (again) {
            handshake = new Handshake();
            ghosts = new Ghosts();
            proofs.restart();
        }
        MessageRead message =
                new MessageRead(
                        nextNumber(),
                        OptionalLong.of(framed.nanos()),
                        framed.from(),
                        type,
                        framed.decrypted() ? Provenance.DECRYPTED : Provenance.OBSERVED,
                        framed.epoch(),
                        framed.bytes(),
                        read.fields(),
                        content,
                        hindrance);
        arrived(message, framed.firstNanos(), framed.records());
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
        proofs.follow(message, handshake, layer.secrets(), checks(message));
        Content content = message.content();
        if (content instanceof ClientHello hello) {
            kept.clientRandom(hello.random());
            Bytes first = handshake.clientHello().map(ClientHello::random).orElse(hello.random());
            layer.clientHello(
                    first, hello.cipherSuites(), hello.extension(EarlyData.class).isPresent());
        } else if (content instanceof ServerHello hello && hello.isHelloRetryRequest()) {
            layer.helloRetryRequest(hello.version(), hello.cipherSuite());
        } else if (content instanceof ServerHello hello) {
            layer.serverHello(
                    hello.version(),
                    hello.cipherSuite(),
                    hello.random(),
                    handshake.encryptThenMac());
        } else if (message.type() == MessageType.END_OF_EARLY_DATA) {
            layer.endOfEarlyData();
        } else if (message.type() == MessageType.FINISHED) {
            layer.finished(message.from());
        } else if (message.type() == MessageType.KEY_UPDATE) {
            layer.keyUpdate(message.from());
        }
        if (origin.isOurs() && content instanceof Certificate && message.from() == Sender.SERVER) {
            browserAlert().map(ghosts::browserAlert).ifPresent(list -> list.forEach(this::publish));
        }
    }

    /** What a browser would have said to the certificate. */
    private Optional<AlertDescription> browserAlert() {
        if (fails(Verdict.Check.VALIDITY)) {
            return Optional.of(AlertDescription.CERTIFICATE_EXPIRED);
        }
        if (fails(Verdict.Check.CHAIN)) {
            return Optional.of(AlertDescription.UNKNOWN_CA);
        }
        return fails(Verdict.Check.HOSTNAME)
                ? Optional.of(AlertDescription.BAD_CERTIFICATE)
                : Optional.empty();
    }

    private boolean fails(Verdict.Check check) {
        return proofs.verdict(check)
                .filter(verdict -> verdict.result() == Verdict.Result.FAIL)
                .isPresent();
    }

    // -- publishing

    private void arrived(MessageRead message, long firstNanos, List<Integer> inRecords) {
        ghosts.before(message.from(), message.type(), handshake).forEach(this::publish);
        handshake.add(message);
        progress.note(message, firstNanos, handshake.isTls13());
        for (int record : inRecords) {
            Traced traced = records.get(record);
            if (traced != null) {
                traced.messages().add(message.number());
            }
        }
        publish(message);
    }

    private void publish(MessageRead message) {
        if (messages.size() < Limits.MESSAGES) {
            messages.add(message);
            onMessage.accept(message);
        }
    }

    private int nextNumber() {
        return ++numbers;
    }

    /** Judges for the moment at which the message came. */
    private CertificateChecks checks(MessageRead message) {
        Instant at = started.plusNanos(message.nanos().orElse(0));
        return new CertificateChecks(trustAnchors, at, origin);
    }

    private HandshakeStream stream(Sender from) {
        return Objects.requireNonNull(streams.get(from));
    }
}
