package dev.handshake.session;

import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import dev.handshake.capture.Sender;
import dev.handshake.message.Alert;
import dev.handshake.message.Prelude;
import dev.handshake.record.Epoch;
import dev.handshake.registry.AlertDescription;
import dev.handshake.registry.AlertLevel;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a session has come.
 *
 * <p>A handshake is completed when both sides have sent their Finished. Where the keys are missing,
 * the best evidence stands in: to TLS 1.2 an encrypted handshake message from both sides, in 1.3 an
 * encrypted record from the server, longer than an alert, after the client's first; or application
 * data from both.
 */
final class Progress {
    /** An alert as TLS 1.3 encrypts it: level, description, type, tag. */
    private static final int ENCRYPTED_ALERT = 2 + 1 + 16;

    /** When each side's Finished came, in that order. */
    private final SequencedMap<Sender, Long> finished = new LinkedHashMap<>();

    private final Set<Sender> data = EnumSet.noneOf(Sender.class);
    private boolean clientEncrypted;
    private boolean serverAnswered;
    private boolean serverSpoke;
    private @Nullable Sender closing;
    private boolean serverChose;
    private boolean serverCertificateMalformed;
    private boolean clientShowedNoCertificate;
    private @Nullable Long helloNanos;
    private @Nullable Long dataNanos;
    private Outcome.@Nullable Raised refusal;
    private @Nullable String notTls;

    /**
     * @param firstNanos when the first byte of the message came
     */
    void note(MessageRead message, long firstNanos, boolean tls13) {
        Sender from = message.from();
        serverSpoke |= from == Sender.SERVER;
        MessageType type = message.type();
        serverChose |= type == MessageType.SERVER_HELLO;
        serverCertificateMalformed |=
                from == Sender.SERVER
                        && type.isCertificate()
                        && message.fields().stream().anyMatch(Progress::isMalformed);
        clientShowedNoCertificate |=
                from == Sender.CLIENT
                        && message.certificate()
                                .filter(certificate -> certificate.entries().isEmpty())
                                .isPresent();
        boolean isFinished =
                type == MessageType.FINISHED || type == MessageType.ENCRYPTED_HANDSHAKE;
        if (isFinished && message.nanos().isPresent()) {
            finished.putIfAbsent(from, message.nanos().getAsLong());
        } else if (type == MessageType.CLIENT_HELLO && helloNanos == null) {
            helloNanos = firstNanos;
        } else if (type == MessageType.APPLICATION_DATA && message.epoch() != Epoch.EARLY) {
            data.add(from);
            if (from == Sender.SERVER && dataNanos == null) {
                dataNanos = firstNanos;
            }
        } else if (type == MessageType.ENCRYPTED) {
            clientEncrypted |= from == Sender.CLIENT;
            serverAnswered |=
                    clientEncrypted
                            && from == Sender.SERVER
                            && message.bytes().length() > ENCRYPTED_ALERT;
        }
        if (message.content() instanceof Alert alert) {
            alert(from, alert, message.number(), tls13);
        }
        if (message.content() instanceof Prelude prelude
                && from == Sender.SERVER
                && helloAnswered(message)) {
            notTls = prelude.protocol();
        }
    }

    /** Whether these bytes stand where the server's first record should. */
    private boolean helloAnswered(MessageRead message) {
        return notTls == null && message.reason() == null;
    }

    private void alert(Sender from, Alert alert, int number, boolean tls13) {
        // In TLS 1.3 the level says nothing: all but these two are fatal (RFC 9846 §6).
        boolean gentle =
                alert.isCloseNotify() || alert.description().equals(AlertDescription.USER_CANCELED);
        boolean fatal = !alert.level().equals(AlertLevel.WARNING) || tls13;
        boolean late = data.contains(Sender.SERVER) || (!tls13 && hasAccepted(from));
        if (fatal && !gentle && refusal == null && !late) {
            refusal = new Outcome.Raised(from, alert, number);
        }
    }

    /** To TLS 1.2, who answers the other's Finished with its own has accepted the handshake. */
    private boolean hasAccepted(Sender side) {
        return finished.size() == Sender.values().length && finished.lastEntry().getKey() == side;
    }

    boolean isCompleted() {
        boolean evidence =
                finished.size() == Sender.values().length
                        || data.size() == Sender.values().length
                        || serverAnswered;
        return evidence && refusal == null;
    }

    /** The alert that refused the handshake. */
    Optional<Outcome.Raised> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** What the server speaks instead of TLS. */
    Optional<String> notTls() {
        return Optional.ofNullable(notTls);
    }

    /** A side was seen to send its FIN. */
    void close(Sender from) {
        if (closing == null) {
            closing = from;
        }
    }

    /** Who was the first to close the connection, where a capture shows it. */
    Optional<Sender> closing() {
        return Optional.ofNullable(closing);
    }

    /** Whether anything at all came from the server above TCP. */
    boolean serverSpoke() {
        return serverSpoke;
    }

    /** Whether the server has answered with a ServerHello: then it found something in the offer. */
    boolean serverChose() {
        return serverChose;
    }

    /** Whether something in the server's Certificate could not be read. */
    boolean serverCertificateMalformed() {
        return serverCertificateMalformed;
    }

    /** Whether the client answered a CertificateRequest with an empty list. */
    boolean clientShowedNoCertificate() {
        return clientShowedNoCertificate;
    }

    private static boolean isMalformed(Field field) {
        return field.value() instanceof Value.Malformed
                || field.fields().stream().anyMatch(Progress::isMalformed);
    }

    OptionalLong handshakeTime() {
        Long start = helloNanos;
        return start == null || finished.size() < Sender.values().length
                ? OptionalLong.empty()
                : OptionalLong.of(
                        finished.values().stream().mapToLong(Long::longValue).max().orElse(start)
                                - start);
    }

    OptionalLong firstByteTime() {
        Long start = helloNanos;
        Long end = dataNanos;
        return start == null || end == null ? OptionalLong.empty() : OptionalLong.of(end - start);
    }
}
