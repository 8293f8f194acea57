package dev.handshake.session;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Sender;
import dev.handshake.registry.AlertDescription;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.verify.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says how a session ended: who, what, why, what to do. */
final class Outcomes {
    /** Alerts whose sentence has its own why and what to do; others share one. */
    private static final Map<AlertDescription, String> FROM_SERVER =
            Map.ofEntries(
                    Map.entry(AlertDescription.HANDSHAKE_FAILURE, "handshake_failure"),
                    Map.entry(AlertDescription.PROTOCOL_VERSION, "protocol_version"),
                    Map.entry(AlertDescription.INSUFFICIENT_SECURITY, "insufficient_security"),
                    Map.entry(AlertDescription.UNRECOGNIZED_NAME, "unrecognized_name"),
                    Map.entry(AlertDescription.NO_APPLICATION_PROTOCOL, "no_application_protocol"),
                    Map.entry(AlertDescription.CERTIFICATE_REQUIRED, "certificate_required"),
                    Map.entry(AlertDescription.BAD_CERTIFICATE, "certificate"),
                    Map.entry(AlertDescription.UNSUPPORTED_CERTIFICATE, "certificate"),
                    Map.entry(AlertDescription.CERTIFICATE_REVOKED, "certificate"),
                    Map.entry(AlertDescription.CERTIFICATE_EXPIRED, "certificate"),
                    Map.entry(AlertDescription.CERTIFICATE_UNKNOWN, "certificate"),
                    Map.entry(AlertDescription.UNKNOWN_CA, "certificate"),
                    Map.entry(AlertDescription.ACCESS_DENIED, "certificate"),
                    Map.entry(AlertDescription.INTERNAL_ERROR, "internal_error"),
                    Map.entry(AlertDescription.DECODE_ERROR, "malformed"),
                    Map.entry(AlertDescription.ILLEGAL_PARAMETER, "malformed"),
                    Map.entry(AlertDescription.UNEXPECTED_MESSAGE, "malformed"),
                    Map.entry(AlertDescription.MISSING_EXTENSION, "malformed"),
                    Map.entry(AlertDescription.UNSUPPORTED_EXTENSION, "malformed"),
                    Map.entry(AlertDescription.DECRYPT_ERROR, "keys"),
                    Map.entry(AlertDescription.BAD_RECORD_MAC, "keys"),
                    Map.entry(AlertDescription.INAPPROPRIATE_FALLBACK, "inappropriate_fallback"));

    private static final Map<AlertDescription, String> FROM_CLIENT =
            Map.ofEntries(
                    Map.entry(AlertDescription.HANDSHAKE_FAILURE, "handshake_failure"),
                    Map.entry(AlertDescription.PROTOCOL_VERSION, "protocol_version"),
                    Map.entry(AlertDescription.BAD_CERTIFICATE, "certificate"),
                    Map.entry(AlertDescription.UNSUPPORTED_CERTIFICATE, "certificate"),
                    Map.entry(AlertDescription.CERTIFICATE_REVOKED, "certificate"),
                    Map.entry(AlertDescription.CERTIFICATE_EXPIRED, "certificate"),
                    Map.entry(AlertDescription.CERTIFICATE_UNKNOWN, "certificate"),
                    Map.entry(AlertDescription.UNKNOWN_CA, "certificate"),
                    Map.entry(AlertDescription.INTERNAL_ERROR, "internal_error"),
                    Map.entry(AlertDescription.DECODE_ERROR, "malformed"),
                    Map.entry(AlertDescription.ILLEGAL_PARAMETER, "malformed"),
                    Map.entry(AlertDescription.UNEXPECTED_MESSAGE, "malformed"),
                    Map.entry(AlertDescription.MISSING_EXTENSION, "malformed"),
                    Map.entry(AlertDescription.UNSUPPORTED_EXTENSION, "malformed"),
                    Map.entry(AlertDescription.RECORD_OVERFLOW, "record_overflow"),
                    Map.entry(AlertDescription.DECRYPT_ERROR, "keys"),
                    Map.entry(AlertDescription.BAD_RECORD_MAC, "record"));

    /** Sentences that speak to whoever made the offer: of a stranger's they speak otherwise. */
    private static final Set<String> OF_OUR_OFFER =
            Set.of(
                    "outcome.closed_early",
                    "outcome.closed_early.silent",
                    "outcome.alert.server",
                    "outcome.alert.server.handshake_failure",
                    "outcome.alert.server.protocol_version",
                    "outcome.alert.server.insufficient_security",
                    "outcome.alert.server.unrecognized_name",
                    "outcome.alert.server.no_application_protocol",
                    "outcome.alert.server.certificate_required",
                    "outcome.alert.server.malformed",
                    "outcome.alert.client.handshake_failure",
                    "outcome.alert.client.protocol_version",
                    "outcome.alert.client.internal_error");

    private Outcomes() {}

    static Outcome running() {
        return new Outcome(Outcome.Status.RUNNING, Phrase.of("outcome.running"), null, null);
    }

    /**
     * How it ended.
     *
     * @param failure what the capture said; null where the connection ended in order
     * @param ours whether this program was the client
     * @param wrong the checks that failed
     */
    static Outcome of(
            @Nullable Failure failure,
            Progress progress,
            Negotiated negotiated,
            boolean ours,
            Set<Verdict.Check> wrong) {
        Outcome outcome = of(failure, progress, negotiated, wrong);
        return ours || !OF_OUR_OFFER.contains(outcome.reason().key())
                ? outcome
                : new Outcome(
                        outcome.status(),
                        new Phrase(outcome.reason().key() + ".theirs", outcome.reason().args()),
                        outcome.failure(),
                        outcome.alert());
    }

    private static Outcome of(
            @Nullable Failure failure,
            Progress progress,
            Negotiated negotiated,
            Set<Verdict.Check> wrong) {
        Outcome.Status status = status(failure, progress);
        Outcome.Raised refusal = progress.refusal().orElse(null);
        if (progress.isCompleted()) {
            return new Outcome(status, completed(negotiated), failure, null);
        }
        if (failure != null && isOwnDoing(failure)) {
            return new Outcome(status, phrase(failure, progress), failure, refusal);
        }
        if (progress.notTls().isPresent()) {
            return new Outcome(status, notTls(progress.notTls().get()), failure, refusal);
        }
        if (refusal != null) {
            return new Outcome(
                    status,
                    refused(refusal, failure, progress, negotiated, wrong),
                    failure,
                    refusal);
        }
        if (failure != null) {
            return new Outcome(status, phrase(failure, progress), failure, null);
        }
        return progress.closing()
                .map(closing -> new Outcome(status, closed(closing, progress), null, null))
                .orElseGet(() -> new Outcome(status, Phrase.of("outcome.incomplete"), null, null));
    }

    /** The same in a word, without the reason. */
    static Outcome.Status status(@Nullable Failure failure, Progress progress) {
        if (progress.isCompleted()) {
            return Outcome.Status.COMPLETED;
        }
        if (failure != null) {
            return failure.kind() == Failure.Kind.CANCELLED
                    ? Outcome.Status.INCOMPLETE
                    : Outcome.Status.FAILED;
        }
        boolean failed =
                progress.notTls().isPresent()
                        || progress.refusal().isPresent()
                        || progress.closing().isPresent();
        return failed ? Outcome.Status.FAILED : Outcome.Status.INCOMPLETE;
    }

    /** A capture shows who closed the connection. */
    private static Phrase closed(Sender closing, Progress progress) {
        return switch (closing) {
            case CLIENT -> Phrase.of("outcome.client_closed");
            case SERVER ->
                    Phrase.of(
                            progress.serverSpoke()
                                    ? "outcome.closed_early"
                                    : "outcome.closed_early.silent");
        };
    }

    /** Whether the end says nothing about the server, whatever it had sent before. */
    private static boolean isOwnDoing(Failure failure) {
        return failure.kind() == Failure.Kind.CANCELLED || failure.kind() == Failure.Kind.TOO_MUCH;
    }

    private static Phrase completed(Negotiated negotiated) {
        return Phrase.of(
                negotiated.resumption() == Negotiated.Resumption.NONE
                        ? "outcome.completed"
                        : "outcome.resumed",
                Optional.ofNullable(negotiated.version()).map(ProtocolVersion::name).orElse("TLS"),
                Optional.ofNullable(negotiated.cipherSuite()).map(CipherSuite::name).orElse("?"));
    }

    private static Phrase notTls(String protocol) {
        return switch (protocol) {
            case "HTTP" -> Phrase.of("outcome.not_tls.http");
            case "SMTP", "IMAP", "POP3", "FTP" -> Phrase.of("outcome.not_tls.starttls", protocol);
            case PlainProtocol.UNKNOWN -> Phrase.of("outcome.not_tls.unknown");
            default -> Phrase.of("outcome.not_tls", protocol);
        };
    }

    /** Why the handshake was refused: what went before the alert often says more than it does. */
    private static Phrase refused(
            Outcome.Raised refusal,
            @Nullable Failure failure,
            Progress progress,
            Negotiated negotiated,
            Set<Verdict.Check> wrong) {
        AlertDescription alert = refusal.alert().description();
        ProtocolVersion chosen = negotiated.version();
        return switch (refusal.from()) {
            case SERVER -> {
                boolean general = alert.equals(AlertDescription.HANDSHAKE_FAILURE);
                // GnuTLS says decode_error where a certificate that it requires is missing.
                boolean vague = general || alert.equals(AlertDescription.DECODE_ERROR);
                if (vague && progress.clientShowedNoCertificate()) {
                    yield phrase("outcome.alert.server.no_client_certificate", alert);
                }
                yield general && progress.serverChose()
                        ? phrase("outcome.alert.server", alert)
                        : alert(Sender.SERVER, alert);
            }
            case CLIENT -> {
                if (failure != null && failure.kind() == Failure.Kind.CLOSED_EARLY) {
                    // The server hung up; the client's alert only answers that.
                    yield phrase(failure, progress);
                }
                if (alert.equals(AlertDescription.BAD_CERTIFICATE)
                        && progress.serverCertificateMalformed()) {
                    yield phrase("outcome.alert.client.certificate_unreadable", alert);
                }
                Optional<String> proof = refutation(alert, wrong);
                if (proof.isPresent()) {
                    yield phrase("outcome.alert.client." + proof.get(), alert);
                }
                yield alert.equals(AlertDescription.PROTOCOL_VERSION)
                                && chosen != null
                                && chosen.code() < ProtocolVersion.TLS_1_2.code()
                        ? phrase("outcome.alert.client.old_version", alert, chosen.name())
                        : alert(Sender.CLIENT, alert);
            }
        };
    }

    /** What of the server's did not hold, where that explains the client's alert. */
    private static Optional<String> refutation(AlertDescription alert, Set<Verdict.Check> wrong) {
        boolean refuted = alert.equals(AlertDescription.DECRYPT_ERROR);
        if (refuted && wrong.contains(Verdict.Check.SERVER_SIGNATURE)) {
            return Optional.of("signature");
        }
        if (refuted && wrong.contains(Verdict.Check.SERVER_FINISHED)) {
            return Optional.of("finished");
        }
        // RFC 9846 §4.2.3 names the alert.
        boolean marked =
                alert.equals(AlertDescription.ILLEGAL_PARAMETER)
                        && wrong.contains(Verdict.Check.DOWNGRADE);
        return marked ? Optional.of("downgrade") : Optional.empty();
    }

    private static Phrase alert(Sender from, AlertDescription description) {
        Map<AlertDescription, String> own =
                switch (from) {
                    case CLIENT -> FROM_CLIENT;
                    case SERVER -> FROM_SERVER;
                };
        String key = "outcome.alert." + from.word();
        String word = own.get(description);
        return phrase(word == null ? key : key + "." + word, description);
    }

    private static Phrase phrase(String key, AlertDescription description, Object... more) {
        // The code is no quantity: as text it is not grouped in thousands.
        return new Phrase(
                key,
                Stream.concat(
                                Stream.of(description.name(), Integer.toString(description.code())),
                                Stream.of(more))
                        .toList());
    }

    private static Phrase phrase(Failure failure, Progress progress) {
        String key = "outcome." + failure.kind().name().toLowerCase(Locale.ROOT);
        return switch (failure.kind()) {
            case ALERT_RECEIVED -> alert(Sender.SERVER, description(failure));
            case ALERT_SENT -> alert(Sender.CLIENT, description(failure));
            case HANDSHAKE_TIMEOUT, RESET, CLOSED_EARLY ->
                    new Phrase(progress.serverSpoke() ? key : key + ".silent", texts(failure));
            case TOO_MUCH -> new Phrase(key, failure.args());
            case NO_SUCH_NAME,
                    NAME_TIMEOUT,
                    REFUSED,
                    UNREACHABLE,
                    CONNECT_TIMEOUT,
                    CANCELLED,
                    ENGINE ->
                    new Phrase(key, texts(failure));
        };
    }

    private static AlertDescription description(Failure failure) {
        return failure.args().getFirst() instanceof Number code
                ? new AlertDescription(code.intValue())
                : AlertDescription.INTERNAL_ERROR;
    }

    /** Ports and seconds as text: they are not grouped in thousands. */
    private static List<Object> texts(Failure failure) {
        return failure.args().stream().<Object>map(String::valueOf).toList();
    }
}
