package dev.handshake.keys;

import dev.handshake.bytes.Bytes;
import dev.handshake.message.CertificateVerify;
import dev.handshake.message.ServerHello;
import dev.handshake.record.Hash;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hash that runs beside the handshake messages (RFC 9846 §4.1, RFC 5246 §7.4.9), after one of
 * them.
 *
 * @param covered the messages that it covers, this one the last
 * @param value null before the ServerHello, which decides the hash function, and where a message
 *     could not be read; in TLS 1.0 and 1.1 MD5 and SHA-1, one after the other
 * @param function what it is called: {@code SHA-256}; empty where it is not decided
 * @param signed the number of the CertificateVerify that signs it, with TLS 1.2's own hash over the
 *     same messages; 0 where none does
 * @param since the number of the message with which it can be known
 */
public record RunningHash(
        Covered covered, @Nullable Bytes value, String function, int signed, int since) {
    /** Empty where the message is no part of a transcript. */
    public static Optional<RunningHash> after(Session session, int message) {
        return Trail.of(session).stream()
                .flatMap(trail ->
                        trail.covered().stream()
                                .filter(each -> each.number() == message)
                                .map(each -> after(trail, each)))
                .findFirst();
    }

    private static RunningHash after(Trail trail, MessageRead message) {
        Covered covered = trail.through(message);
        int signed =
                trail.all(MessageType.CERTIFICATE_VERIFY)
                        .filter(it -> it.content() instanceof CertificateVerify)
                        .filter(it ->
                                trail.before(it)
                                        .map(Covered::last)
                                        .equals(Optional.of(message.number())))
                        .map(MessageRead::number)
                        .findFirst()
                        .orElse(0);
        Optional<MessageRead> decides = trail.decidesHash();
        ServerHello answer = trail.serverHello().orElse(null);
        Optional<Hash> hash = trail.hash();
        if (decides.isEmpty() || hash.isEmpty() || !covered.isWhole()) {
            return new RunningHash(covered, null, "", signed, KeyStep.NOT_YET);
        }
        boolean own = answer == null || hasOwnHash(answer.version());
        Calculation calculation =
                own
                        ? new Calculation.Digest(hash.get(), covered)
                        : new Calculation.Digest10(covered);
        return new RunningHash(
                covered,
                calculation.result(),
                own ? hash.get().title() : "MD5 + SHA-1",
                signed,
                Math.max(message.number(), decides.get().number()));
    }

    private static boolean hasOwnHash(ProtocolVersion version) {
        return !version.isBeforeTls13() || version.code() >= ProtocolVersion.TLS_1_2.code();
    }

    /** The step of a tree that has this value, wherever it is used. */
    public Optional<KeyStep> step(List<KeyTree> trees) {
        return trees.stream()
                .flatMap(tree -> tree.steps().stream())
                .filter(step -> step.kind().section() == StepKind.Section.TRANSCRIPT)
                .filter(step -> step.ordinal() == covered.last())
                .filter(step -> Objects.equals(step.output(), value) && value != null)
                .findFirst();
    }
}
