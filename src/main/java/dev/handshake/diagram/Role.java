package dev.handshake.diagram;

import dev.handshake.message.Alert;
import dev.handshake.record.Epoch;
import dev.handshake.registry.AlertLevel;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Provenance;
import org.jspecify.annotations.Nullable;

/** What a message's colour says: its layer, or the keys that protect it. */
public enum Role {
    TCP(Tone.TCP, Tone.TCP_TEXT, Tone.TCP_NODE, Tone.TCP_TINT),
    PLAIN(Tone.PLAIN, Tone.PLAIN_TEXT, Tone.PLAIN_NODE, Tone.PLAIN_TINT),
    EARLY(Tone.EARLY, Tone.EARLY_TEXT, Tone.EARLY_NODE, Tone.EARLY_TINT),
    HANDSHAKE(Tone.HANDSHAKE, Tone.HANDSHAKE_TEXT, Tone.HANDSHAKE_NODE, Tone.HANDSHAKE_TINT),
    APPLICATION(
            Tone.APPLICATION, Tone.APPLICATION_TEXT, Tone.APPLICATION_NODE, Tone.APPLICATION_TINT),
    /** It stopped the handshake. */
    ALERT(Tone.ALERT, Tone.ALERT_TEXT, Tone.ALERT_NODE, Tone.ALERT_TINT),
    /** Encrypted, and nobody can tell with which keys. */
    UNKNOWN(Tone.OUTLINE, Tone.MUTED, Tone.MUTED, Tone.SUBTLE),
    /** Not yet told. */
    FUTURE(Tone.OUTLINE, Tone.FUTURE_TEXT, Tone.OUTLINE, Tone.CANVAS);

    private final Tone line;
    private final Tone text;
    private final Tone node;
    private final Tone tint;

    Role(Tone line, Tone text, Tone node, Tone tint) {
        this.line = line;
        this.text = text;
        this.node = node;
        this.tint = tint;
    }

    Tone line() {
        return line;
    }

    Tone text() {
        return text;
    }

    Tone node() {
        return node;
    }

    Tone tint() {
        return tint;
    }

    /** Of a message that has been told. */
    public static Role of(MessageRead message) {
        if (message.type().layer() == MessageType.Layer.TCP) {
            return message.type() == MessageType.RST ? ALERT : TCP;
        }
        return stops(message) ? ALERT : of(message, message.epoch());
    }

    /** Of the keys; null for unknown ones. */
    static Role of(@Nullable Epoch epoch) {
        return switch (epoch) {
            case PLAINTEXT -> PLAIN;
            case EARLY -> EARLY;
            case HANDSHAKE -> HANDSHAKE;
            case APPLICATION -> APPLICATION;
            case null -> UNKNOWN;
        };
    }

    private static Role of(MessageRead message, @Nullable Epoch epoch) {
        return isProtected(message) ? of(epoch) : PLAIN;
    }

    /** Whether it is an alert that ends the connection because something is wrong. */
    static boolean stops(MessageRead message) {
        return message.content() instanceof Alert alert
                && !message.isAbsent()
                && !alert.isCloseNotify()
                && alert.level().equals(AlertLevel.FATAL);
    }

    /** Whether it travelled encrypted. */
    static boolean isProtected(MessageRead message) {
        return message.isProtected()
                && message.type() != MessageType.NOT_TLS
                && message.type() != MessageType.PLAINTEXT_PRELUDE;
    }

    /** Whether it travelled encrypted and can be read all the same. */
    static boolean isDecrypted(MessageRead message) {
        return message.provenance() == Provenance.DECRYPTED;
    }
}
