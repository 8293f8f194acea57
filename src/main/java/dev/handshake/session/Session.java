package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Recording;
import dev.handshake.capture.Secret;
import dev.handshake.record.KnownSecret;
import dev.handshake.record.RecordRead;
import dev.handshake.verify.Role;
import dev.handshake.verify.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection as it stands: an immutable snapshot, the model behind the window, the command line
 * and every export.
 *
 * @param client null before TCP stands, like {@code server}
 * @param started the wall clock at nanos 0
 * @param messages in the order in which their last bytes came, absent ones where they would have
 *     been
 * @param recording its packets: as the capture has them, or made up around what a socket saw
 * @param known what is known of its secrets, and who told them; some no file is to have
 * @param trustAnchors DER certificates that stand in place of the platform's roots; empty for the
 *     platform's
 * @param roles what each certificate of the server is there for, as sent; empty before they came
 * @param notes what the capture remarks on its messages
 */
public record Session(
        Origin origin,
        @Nullable Endpoint client,
        @Nullable Endpoint server,
        Instant started,
        Outcome outcome,
        Negotiated negotiated,
        Timing timing,
        List<Verdict> verdicts,
        List<RecordRead> records,
        List<MessageRead> messages,
        Recording recording,
        List<KnownSecret> known,
        List<Bytes> trustAnchors,
        List<Role> roles,
        Notes notes) {
    /** Without notes. */
    public Session(
            Origin origin,
            @Nullable Endpoint client,
            @Nullable Endpoint server,
            Instant started,
            Outcome outcome,
            Negotiated negotiated,
            Timing timing,
            List<Verdict> verdicts,
            List<RecordRead> records,
            List<MessageRead> messages,
            Recording recording,
            List<KnownSecret> known,
            List<Bytes> trustAnchors,
            List<Role> roles) {
        this(
                origin,
                client,
                server,
                started,
                outcome,
                negotiated,
                timing,
                verdicts,
                records,
                messages,
                recording,
                known,
                trustAnchors,
                roles,
                Notes.NONE);
    }

    public Session {
        verdicts = List.copyOf(verdicts);
        records = List.copyOf(records);
        messages = List.copyOf(messages);
        known = List.copyOf(known);
        trustAnchors = List.copyOf(trustAnchors);
        roles = List.copyOf(roles);
    }

    /** What a key log of the connection has. */
    public List<Secret> secrets() {
        return known.stream()
                .filter(KnownSecret::belongsInKeyLog)
                .map(KnownSecret::secret)
                .toList();
    }

    /** The same with these notes. */
    public Session with(Notes others) {
        return new Session(
                origin,
                client,
                server,
                started,
                outcome,
                negotiated,
                timing,
                verdicts,
                records,
                messages,
                recording,
                known,
                trustAnchors,
                roles,
                others);
    }

    /** The message with the number. */
    public Optional<MessageRead> message(int number) {
        return messages.stream()
                .filter(message -> message.number() == number && number > 0)
                .findFirst();
    }

    /** The first message of the type that was really sent. */
    public Optional<MessageRead> first(MessageType type) {
        return messages.stream()
                .filter(message -> message.type() == type && !message.isAbsent())
                .findFirst();
    }

    public Optional<Verdict> verdict(Verdict.Check check) {
        return verdicts.stream().filter(verdict -> verdict.check() == check).findFirst();
    }

    /**
     * False when a verdict on the certificate fails; empty before there is one, and where there is
     * no certificate to judge.
     */
    public Optional<Boolean> trusted() {
        List<Verdict> about =
                verdicts.stream()
                        .filter(verdict -> verdict.check().isAboutTheCertificate())
                        .filter(verdict -> verdict.result() != Verdict.Result.ABSENT)
                        .toList();
        return about.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        about.stream()
                                .noneMatch(verdict -> verdict.result() == Verdict.Result.FAIL));
    }
}
