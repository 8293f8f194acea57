package dev.handshake.session;

import dev.handshake.capture.Sender;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.verify.Verdict;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a connection, in short.
 *
 * @param messages in order, absent ones left out; {@code >} is from the client
 * @param agreed version, suite and group, as far as it came
 * @param reason the key of the outcome's sentence
 * @param trusted null before there is a certificate
 * @param wrong verdicts that fail or warn, and their reasons
 */
public record Told(
        String messages,
        String agreed,
        Outcome.Status status,
        String reason,
        @Nullable Boolean trusted,
        List<String> wrong) {
    public static Told of(Session session) {
        Negotiated negotiated = session.negotiated();
        return new Told(
                session.messages().stream()
                        .filter(message -> !message.isAbsent())
                        .map(message ->
                                (message.from() == Sender.CLIENT ? ">" : "<")
                                        + message.type().rfcName())
                        .collect(Collectors.joining(" ")),
                name(negotiated.version(), ProtocolVersion::name)
                        + " "
                        + name(negotiated.cipherSuite(), CipherSuite::name)
                        + " "
                        + name(negotiated.group(), NamedGroup::name),
                session.outcome().status(),
                session.outcome().reason().key(),
                session.trusted().orElse(null),
                session.verdicts().stream()
                        .filter(verdict ->
                                verdict.result() == Verdict.Result.FAIL
                                        || verdict.result() == Verdict.Result.WARNING)
                        .map(Told::told)
                        .toList());
    }

    private static String told(Verdict verdict) {
        String key = verdict.reason().key();
        return verdict.check().word()
                + " "
                + verdict.result().name().toLowerCase(Locale.ROOT)
                + " "
                + key.substring(key.lastIndexOf('.') + 1);
    }

    private static <T> String name(@Nullable T code, Function<T, String> name) {
        return Optional.ofNullable(code).map(name).orElse("-");
    }

    /**
     * The handshake alone, in each direction by itself (what crosses on the way has no order):
     * without what comes after the second Finished, and without the messages that a server may send
     * or leave out as it likes.
     */
    public Told handshake() {
        List<String> all = Arrays.asList(messages.split(" ", -1));
        int second = Math.max(all.lastIndexOf(">finished"), all.lastIndexOf("<finished"));
        boolean done = status == Outcome.Status.COMPLETED;
        return new Told(
                all.stream()
                        .limit(done ? second + 1 : all.size())
                        .filter(type -> !type.equals("<new_session_ticket"))
                        .filter(type -> !type.equals("<certificate_status"))
                        .filter(type -> !type.endsWith("application_data"))
                        .sorted(Comparator.comparingInt(type -> type.charAt(0)))
                        .collect(Collectors.joining(" ")),
                agreed,
                status,
                reason,
                trusted,
                wrong);
    }
}
