package dev.handshake.ui.model;

import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.verify.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a session is known at the playhead: nothing that a message after it has brought.
 *
 * @param version null until a ServerHello has been told, like {@code suite}
 * @param group null until it is decided: by the ServerHello in TLS 1.3, by the ServerKeyExchange
 *     before
 * @param groupAhead the group that is decided later, while the ServerHello has been told; else null
 * @param nanos when the playhead's message came, since the first; empty before there is one
 * @param handshake how long the handshake took; empty until its last Finished has been told
 * @param verdicts those whose messages have all been told
 * @param outcome null until everything has been told
 */
public record Told(
        @Nullable ProtocolVersion version,
        @Nullable CipherSuite suite,
        @Nullable NamedGroup group,
        @Nullable NamedGroup groupAhead,
        OptionalLong nanos,
        OptionalLong handshake,
        List<Verdict> verdicts,
        @Nullable Outcome outcome) {
    public static final Told NOTHING =
            new Told(
                    null,
                    null,
                    null,
                    null,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    List.of(),
                    null);

    public Told {
        verdicts = List.copyOf(verdicts);
    }

    /** What is known of {@code session} when {@code playhead} of {@code last} messages are told. */
    public static Told at(@Nullable Session session, int playhead, int last) {
        if (session == null) {
            return NOTHING;
        }
        boolean hello = told(session, MessageType.SERVER_HELLO, playhead);
        NamedGroup agreed = hello ? session.negotiated().group() : null;
        boolean decided =
                session.first(MessageType.SERVER_KEY_EXCHANGE)
                        .map(message -> message.number() <= playhead)
                        .orElse(true);
        boolean over = playhead >= last && session.outcome().status() != Outcome.Status.RUNNING;
        return new Told(
                hello ? session.negotiated().version() : null,
                hello ? session.negotiated().cipherSuite() : null,
                decided ? agreed : null,
                decided ? null : agreed,
                lastTime(session, playhead),
                finished(session, playhead) ? session.timing().handshake() : OptionalLong.empty(),
                session.verdicts().stream()
                        .filter(verdict ->
                                verdict.messages().isEmpty()
                                        ? over
                                        : verdict.messages().stream()
                                                .allMatch(number -> number <= playhead))
                        .toList(),
                over ? session.outcome() : null);
    }

    /** Nothing of what will be decided later, as long as that is asked. */
    Told withoutHints() {
        return new Told(version, suite, group, null, nanos, handshake, verdicts, outcome);
    }

    /** The verdicts that failed on the certificate: it is not to be trusted. */
    public List<Verdict> mistrusted() {
        return verdicts.stream()
                .filter(verdict -> verdict.check().isAboutTheCertificate())
                .filter(verdict -> verdict.result() == Verdict.Result.FAIL)
                .toList();
    }

    /** The verdicts that warn, and those that failed on anything but the certificate. */
    public List<Verdict> doubtful() {
        return verdicts.stream()
                .filter(verdict ->
                        verdict.result() == Verdict.Result.WARNING
                                || verdict.result() == Verdict.Result.FAIL)
                .filter(verdict -> !mistrusted().contains(verdict))
                .toList();
    }

    /** How it ended, if that was before its end, can be seen and has been told. */
    public Optional<Outcome> broken() {
        return Optional.ofNullable(outcome)
                .filter(end -> end.status() != Outcome.Status.COMPLETED)
                .filter(end -> !end.isHidden());
    }

    /** How many checks passed. */
    public int passed() {
        return (int)
                verdicts.stream()
                        .filter(verdict -> verdict.result() == Verdict.Result.PASS)
                        .count();
    }

    private static boolean told(Session session, MessageType type, int playhead) {
        return session.first(type).map(message -> message.number() <= playhead).orElse(false);
    }

    private static boolean finished(Session session, int playhead) {
        List<MessageRead> both =
                session.messages().stream()
                        .filter(message -> message.type() == MessageType.FINISHED)
                        .toList();
        return both.size() >= 2 && both.stream().allMatch(message -> message.number() <= playhead);
    }

    /** When the last of the told messages came, since the first of all. */
    static OptionalLong lastTime(Session session, int playhead) {
        OptionalLong last =
                times(session.messages().stream().filter(m -> m.number() <= playhead)).max();
        return last.isPresent()
                ? OptionalLong.of(
                        last.getAsLong() - times(session.messages().stream()).min().orElseThrow())
                : last;
    }

    private static LongStream times(Stream<MessageRead> messages) {
        return messages.filter(message -> !message.isAbsent())
                .flatMapToLong(message -> message.nanos().stream());
    }
}
