package dev.handshake.ui.predict;

import dev.handshake.bytes.Code;
import dev.handshake.bytes.Phrase;
import dev.handshake.message.ClientHello;
import dev.handshake.message.Content;
import dev.handshake.message.ServerHello;
import dev.handshake.message.ServerKeyExchange;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.message.extension.KeyShare;
import dev.handshake.message.extension.SupportedGroups;
import dev.handshake.message.extension.SupportedVersions;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Goes through a session once and collects what is worth asking. */
final class QuizBuilder {
    /** A question has at most so many answers. */
    private static final int ANSWERS = 4;

    /** What comes in runs, or whenever a side likes: asked once for each side. */
    private static final Set<MessageType> LOOSE =
            EnumSet.of(
                    MessageType.APPLICATION_DATA,
                    MessageType.NEW_SESSION_TICKET,
                    MessageType.KEY_UPDATE,
                    MessageType.ENCRYPTED,
                    MessageType.HEARTBEAT,
                    MessageType.PLAINTEXT_PRELUDE,
                    MessageType.NOT_TLS);

    private final List<MessageRead> messages;
    private final SplittableRandom random;
    private final Reasons reasons;
    private final List<Question> questions = new ArrayList<>();
    private final Set<Answer.Sent> met = new HashSet<>();
    private final Set<Question.Kind> chosen = EnumSet.noneOf(Question.Kind.class);

    /** The last offer; null before there is one. */
    private @Nullable ClientHello offer;

    /** Whether the server has asked for another offer: then it has told what it will take. */
    private boolean retried;

    QuizBuilder(Session session, long seed) {
        List<MessageRead> sent =
                session.messages().stream().filter(message -> !message.isAbsent()).toList();
        List<MessageRead> tls =
                sent.stream()
                        .filter(message -> message.type().layer() != MessageType.Layer.TCP)
                        .toList();
        // TCP is asked about only where there is nothing else.
        this.messages = tls.isEmpty() ? sent : tls;
        this.random = new SplittableRandom(seed);
        this.reasons = new Reasons(session, sent);
    }

    Quiz build() {
        for (int i = 0; i < messages.size() && questions.size() < Quiz.MOST; i++) {
            if (isWorthAsking(i)) {
                who(i);
            }
            choices(messages.get(i));
        }
        return new Quiz(questions.subList(0, Math.min(Quiz.MOST, questions.size())));
    }

    // -- who speaks next, and with what

    private boolean isWorthAsking(int index) {
        MessageRead message = messages.get(index);
        Answer.Sent it = Answer.Sent.of(message);
        boolean first = met.add(it);
        return LOOSE.contains(message.type())
                ? first
                : index == 0 || !it.equals(Answer.Sent.of(messages.get(index - 1)));
    }

    private void who(int index) {
        MessageRead message = messages.get(index);
        // What is still to come is likelier than what has been.
        Set<Answer.Sent> others =
                new LinkedHashSet<>(kinds(messages.subList(index + 1, messages.size())));
        others.addAll(kinds(messages.subList(0, index)));
        others.remove(Answer.Sent.of(message));
        List<Answer> wrong = new ArrayList<>();
        // Who speaks is a question only if the other side may, too.
        others.stream()
                .filter(answer -> answer.from() != message.from())
                .findFirst()
                .ifPresent(wrong::add);
        others.stream().filter(answer -> !wrong.contains(answer)).forEach(wrong::add);
        ask(
                message,
                Question.Kind.MESSAGE,
                reasons.lead(message),
                Answer.Sent.of(message),
                wrong,
                List.of(reasons.why(message)));
    }

    private List<Answer.Sent> kinds(List<MessageRead> some) {
        return shuffled(some.stream().map(Answer.Sent::of).distinct().toList());
    }

    // -- what the server takes of what the client offers

    private void choices(MessageRead message) {
        Content content = message.content();
        if (content instanceof ClientHello hello) {
            offer = hello;
        } else if (content instanceof Extensions retry
                && message.type() == MessageType.HELLO_RETRY_REQUEST) {
            retried = true;
            retry.extension(KeyShare.class)
                    .map(KeyShare::selectedGroup)
                    .ifPresent(group -> group(message, Question.Kind.RETRY, group));
        } else if (content instanceof ServerHello hello && !retried) {
            version(message, hello.version());
            suite(message, hello.cipherSuite());
            hello.extension(KeyShare.class)
                    .flatMap(share -> share.shares().stream().findFirst())
                    .ifPresent(share -> group(message, Question.Kind.GROUP, share.group()));
        } else if (content instanceof ServerKeyExchange exchange && exchange.group() != null) {
            group(message, Question.Kind.GROUP, exchange.group());
        }
    }

    private void version(MessageRead message, ProtocolVersion right) {
        List<ProtocolVersion> offered =
                real(offered(SupportedVersions.class).map(SupportedVersions::versions));
        choice(
                message,
                Question.Kind.VERSION,
                Phrase.of("predict.lead.version", offered.size()),
                right,
                offered,
                Phrase.of("predict.why.version", offered.size(), new Answer.Chosen(right).name()));
    }

    private void suite(MessageRead message, CipherSuite right) {
        List<CipherSuite> offered = real(Optional.ofNullable(offer).map(ClientHello::cipherSuites));
        // Those of the version that was chosen: the others could not be.
        List<CipherSuite> likely =
                offered.stream().filter(suite -> is13(suite) == is13(right)).toList();
        choice(
                message,
                Question.Kind.SUITE,
                Phrase.of("predict.lead.suite", offered.size()),
                right,
                likely.size() < 2 ? offered : likely,
                Phrase.of("predict.why.suite", offered.indexOf(right) + 1, offered.size()));
    }

    /** The suites of TLS 1.3 have numbers of their own (RFC 9846 App. B.4). */
    private static boolean is13(CipherSuite suite) {
        return suite.code() >> 8 == 0x13;
    }

    private void group(MessageRead message, Question.Kind kind, NamedGroup right) {
        List<NamedGroup> offered =
                real(offered(SupportedGroups.class).map(SupportedGroups::groups));
        boolean shared =
                offered(KeyShare.class).stream()
                        .flatMap(share -> share.shares().stream())
                        .anyMatch(share -> share.group().equals(right));
        String why =
                kind == Question.Kind.RETRY
                        ? "predict.why.group.retry"
                        : shared ? "predict.why.group.shared" : "predict.why.group";
        choice(
                message,
                kind,
                Phrase.of("predict.lead.group", offered.size()),
                right,
                offered,
                Phrase.of(why, offered.indexOf(right) + 1, offered.size()));
    }

    private <E extends Extension> Optional<E> offered(Class<E> kind) {
        return Optional.ofNullable(offer).flatMap(hello -> hello.extension(kind));
    }

    /** Each once; neither GREASE nor the values that only signal something (RFC 5746, RFC 7507). */
    private static <C extends Code> List<C> real(Optional<List<C>> codes) {
        return codes.stream()
                .flatMap(List::stream)
                .filter(code -> !code.grease())
                .filter(code ->
                        !code.equals(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV)
                                && !code.equals(CipherSuite.TLS_FALLBACK_SCSV))
                .distinct()
                .toList();
    }

    /** Asked once in a session, and only if the right answer is among those that were offered. */
    private <C extends Code> void choice(
            MessageRead message,
            Question.Kind kind,
            Phrase lead,
            C right,
            List<C> offered,
            Phrase why) {
        if (offered.contains(right) && chosen.add(kind)) {
            List<Answer.Chosen> wrong =
                    shuffled(offered.stream().filter(code -> !code.equals(right)).toList()).stream()
                            .map(Answer.Chosen::new)
                            .toList();
            ask(message, kind, lead, new Answer.Chosen(right), wrong, List.of(why));
        }
    }

    // -- putting it together

    /**
     * @param wrong the likelier ones first
     */
    private void ask(
            MessageRead message,
            Question.Kind kind,
            Phrase lead,
            Answer right,
            Collection<? extends Answer> wrong,
            List<Phrase> why) {
        if (!wrong.isEmpty()) {
            List<Answer> answers =
                    shuffled(
                            Stream.concat(Stream.of(right), wrong.stream().limit(ANSWERS - 1))
                                    .toList());
            questions.add(
                    new Question(
                            message.number(), kind, lead, answers, answers.indexOf(right), why));
        }
    }

    private <E> List<E> shuffled(List<? extends E> some) {
        List<E> mixed = new ArrayList<>(some);
        Collections.shuffle(mixed, random);
        return mixed;
    }
}
