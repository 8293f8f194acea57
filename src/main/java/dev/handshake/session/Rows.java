package dev.handshake.session;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Phrase;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Sender;
import dev.handshake.message.Content;
import dev.handshake.message.Messages;
import dev.handshake.message.Prelude;
import dev.handshake.record.Epoch;
import dev.handshake.record.HandshakeStream.Framed;
import dev.handshake.record.Piece;
import dev.handshake.registry.ContentType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a row of what was seen; each is given its number when it arrives. */
final class Rows {
    private static final int RECORD_HEADER = 5;

    private static final Map<Piece.Hindrance, Phrase> HINDRANCES =
            Arrays.stream(Piece.Hindrance.values())
                    .collect(
                            Collectors.toMap(
                                    Function.identity(),
                                    why ->
                                            Phrase.of(
                                                    "unreadable."
                                                            + why.name()
                                                                    .toLowerCase(Locale.ROOT))));

    private Rows() {}

    // -- TCP

    /** A packet that a socket cannot see. */
    static MessageRead inferred(Sender from, MessageType type, OptionalLong nanos) {
        return new MessageRead(
                0,
                nanos,
                from,
                type,
                Provenance.INFERRED,
                Epoch.PLAINTEXT,
                Bytes.EMPTY,
                List.of(),
                null,
                Phrase.of("inferred.tcp"));
    }

    /** A packet that a capture has. */
    static MessageRead segment(CaptureEvent.Segment segment) {
        Messages.Read read = Messages.tcp(segment.header());
        return new MessageRead(
                0,
                OptionalLong.of(segment.nanos()),
                segment.from(),
                type(segment.kind()),
                Provenance.OBSERVED,
                Epoch.PLAINTEXT,
                segment.header(),
                read.fields(),
                read.content(),
                null);
    }

    private static MessageType type(CaptureEvent.Segment.Kind kind) {
        return switch (kind) {
            case SYN -> MessageType.SYN;
            case SYN_ACK -> MessageType.SYN_ACK;
            case ACK -> MessageType.ACK;
            case FIN -> MessageType.FIN;
            case RST -> MessageType.RST;
        };
    }

    // -- what a capture lacks

    static MessageRead gap(Piece.Missing missing) {
        Phrase reason =
                missing.length() < 0
                        ? Phrase.of("gap.before")
                        : Phrase.of("gap.missing", missing.length());
        return remark(missing.nanos(), missing.from(), MessageType.GAP, reason);
    }

    static MessageRead overlap(CaptureEvent.Overlap overlap) {
        return remark(
                overlap.nanos(),
                overlap.from(),
                MessageType.OVERLAP,
                Phrase.of("gap.overlap", overlap.length()));
    }

    private static MessageRead remark(long nanos, Sender from, MessageType type, Phrase reason) {
        return new MessageRead(
                0,
                OptionalLong.of(nanos),
                from,
                type,
                Provenance.ABSENT,
                null,
                Bytes.EMPTY,
                List.of(),
                null,
                reason);
    }

    // -- what is no record

    /** What both sides said before they began with TLS. */
    static MessageRead prelude(Piece.Prelude prelude) {
        return plain(
                prelude.nanos(),
                prelude.from(),
                MessageType.PLAINTEXT_PRELUDE,
                prelude.bytes(),
                PlainProtocol.of(prelude.bytes()),
                null);
    }

    static MessageRead foreign(Piece.Foreign foreign) {
        return plain(
                foreign.nanos(),
                foreign.from(),
                MessageType.NOT_TLS,
                foreign.bytes(),
                foreign.atStart() ? PlainProtocol.of(foreign.bytes()) : PlainProtocol.UNKNOWN,
                foreign.atStart() ? null : Phrase.of("unreadable.no_record"));
    }

    private static MessageRead plain(
            long nanos,
            Sender from,
            MessageType type,
            Bytes bytes,
            String protocol,
            @Nullable Phrase reason) {
        return new MessageRead(
                0,
                OptionalLong.of(nanos),
                from,
                type,
                Provenance.OBSERVED,
                Epoch.PLAINTEXT,
                bytes,
                opaque("data", bytes),
                new Prelude(protocol, bytes),
                reason);
    }

    /** The beginning of a record; a handshake message in it is read as far as it goes. */
    static MessageRead remnant(Piece.Remnant remnant, Handshake handshake, Depth depth) {
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
                        : depth.handshake(shown, handshake.context(remnant.from())).fields();
        return new MessageRead(
                0,
                OptionalLong.of(remnant.nanos()),
                remnant.from(),
                type,
                Provenance.OBSERVED,
                remnant.epoch(),
                shown,
                fields,
                null,
                declared > Limits.RECORD_PAYLOAD
                        ? Phrase.of("unreadable.overlong_record", declared, Limits.RECORD_PAYLOAD)
                        : Phrase.of("unreadable.truncated_record", shown.length(), declared));
    }

    // -- records

    /** What a record carries that is no handshake message. */
    static MessageRead content(
            Piece.Opened record, MessageType type, Bytes bytes, Messages.Read read) {
        return new MessageRead(
                0,
                OptionalLong.of(record.nanos()),
                record.from(),
                type,
                record.decrypted() ? Provenance.DECRYPTED : Provenance.OBSERVED,
                record.epoch(),
                bytes,
                read.fields(),
                read.content(),
                null);
    }

    /** A record that stays encrypted: of its content no more is known than its outer type. */
    static MessageRead shut(
            Piece.Opened record, Piece.Hindrance why, Handshake handshake, Depth depth) {
        MessageType type = MessageType.ENCRYPTED;
        if (handshake.version().isPresent() && !handshake.isTls13()) {
            type =
                    record.type().equals(ContentType.HANDSHAKE)
                            ? MessageType.ENCRYPTED_HANDSHAKE
                            : outerType(record.type());
        }
        return new MessageRead(
                0,
                OptionalLong.of(record.nanos()),
                record.from(),
                type,
                Provenance.OBSERVED,
                record.epoch(),
                record.content(),
                depth.fields(() -> opaque("encrypted_record", record.content())),
                null,
                Objects.requireNonNull(HINDRANCES.get(why)));
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

    // -- handshake messages

    static MessageRead handshake(
            Framed framed, MessageType type, List<Field> fields, @Nullable Content content) {
        return new MessageRead(
                0,
                OptionalLong.of(framed.nanos()),
                framed.from(),
                type,
                framed.decrypted() ? Provenance.DECRYPTED : Provenance.OBSERVED,
                framed.epoch(),
                framed.bytes(),
                fields,
                content,
                hindrance(framed));
    }

    private static @Nullable Phrase hindrance(Framed framed) {
        if (framed.complete()) {
            return null;
        }
        return framed.tooLong()
                ? Phrase.of(
                        "unreadable.too_long",
                        framed.bytes().number(1, 3),
                        Limits.HANDSHAKE_MESSAGE)
                : Phrase.of("unreadable.truncated", framed.bytes().length());
    }

    // -- fields

    static List<Field> opaque(String key, Bytes bytes) {
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
}
