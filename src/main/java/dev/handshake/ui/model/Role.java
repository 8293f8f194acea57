package dev.handshake.ui.model;

import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.verify.Verdict;
import java.util.Locale;

/** What a message is drawn as where there is no room for more than a colour. */
public enum Role {
    TCP,
    PLAIN,
    EARLY,
    HANDSHAKE,
    APPLICATION,
    /** It stopped the handshake, or must not be trusted. */
    ALERT,
    /** Encrypted, and nobody knows with which keys. */
    UNKNOWN;

    /** As stylesheets have it. */
    public String styleClass() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(Session session, MessageRead message) {
        if (message.type().layer() == MessageType.Layer.TCP) {
            return TCP;
        }
        if (stopped(session.outcome(), message) || mistrusted(session, message)) {
            return ALERT;
        }
        return switch (message.epoch()) {
            case null -> UNKNOWN;
            case PLAINTEXT -> PLAIN;
            case EARLY -> EARLY;
            case HANDSHAKE -> HANDSHAKE;
            case APPLICATION -> APPLICATION;
        };
    }

    private static boolean stopped(Outcome outcome, MessageRead message) {
        return outcome.status() == Outcome.Status.FAILED
                && outcome.alert() != null
                && outcome.alert().messageNumber() == message.number();
    }

    private static boolean mistrusted(Session session, MessageRead message) {
        return message.type().isCertificate()
                && session.verdicts().stream()
                        .anyMatch(verdict ->
                                verdict.check().isAboutTheCertificate()
                                        && verdict.result() == Verdict.Result.FAIL
                                        && verdict.messages().contains(message.number()));
    }
}
