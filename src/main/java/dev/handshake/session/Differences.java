package dev.handshake.session;

import dev.handshake.bytes.Code;
import dev.handshake.bytes.Phrase;
import dev.handshake.bytes.Value;
import dev.handshake.session.Difference.Agreed;
import dev.handshake.session.Difference.Agreement;
import dev.handshake.session.Difference.Checked;
import dev.handshake.session.Difference.InMessage;
import dev.handshake.session.Difference.Measure;
import dev.handshake.session.Difference.Measured;
import dev.handshake.session.Difference.Place;
import dev.handshake.session.Difference.Said;
import dev.handshake.session.Difference.Side;
import dev.handshake.session.Difference.Subject;
import dev.handshake.session.Difference.WholeMessage;
import dev.handshake.verify.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * In what two sessions differ: what was measured, agreed, offered and answered, which messages only
 * one of them has, and what the checks came to. What differs by chance in any two handshakes, such
 * as randoms and signatures, is no difference.
 *
 * @param list by topic, and within a topic in the order in which it happened
 */
public record Differences(List<Difference> list) {
    /** So many messages of each are compared: no handshake has more, but a capture may. */
    private static final int MESSAGES = 300;

    public Differences {
        list = List.copyOf(list);
    }

    /** In what {@code b} differs from {@code a}. */
    public static Differences between(Session a, Session b) {
        return new Differences(new Comparison(a, b).all());
    }

    /** The messages that only the one session has. */
    public Set<Integer> onlyIn(boolean first) {
        return list.stream()
                .filter(difference -> difference.subject() instanceof WholeMessage)
                .map(difference -> difference.side(first).place())
                .flatMap(place -> Optional.ofNullable(place).stream())
                .map(Place::message)
                .collect(Collectors.toSet());
    }

    /** The messages of the one session that say something else than in the other. */
    public Set<Integer> changedIn(boolean first) {
        return list.stream()
                .filter(difference -> difference.subject() instanceof InMessage)
                .map(difference -> difference.side(first).place())
                .flatMap(place -> Optional.ofNullable(place).stream())
                .map(Place::message)
                .collect(Collectors.toSet());
    }

    /** Two sessions side by side. */
    private static final class Comparison {
        private final Session a;
        private final Session b;
        private final List<Difference> found = new ArrayList<>();

        private Comparison(Session a, Session b) {
            this.a = a;
            this.b = b;
        }

        private List<Difference> all() {
            measures();
            agreements();
            messages();
            verdicts();
            // Stable: within a topic the order stays.
            found.sort(Comparator.comparing(difference -> difference.subject().topic()));
            return found;
        }

        // -- measures

        private void measures() {
            time(Measure.HANDSHAKE, session -> session.timing().handshake());
            time(Measure.FIRST_BYTE, session -> session.timing().firstByte());
            count(Measure.ROUND_TRIPS, Course::roundTrips);
            count(Measure.MESSAGES, course -> OptionalLong.of(course.messages().size()));
            count(Measure.BYTES, course -> OptionalLong.of(course.bytes()));
        }

        private void time(Measure measure, Function<Session, OptionalLong> read) {
            add(
                    new Measured(measure),
                    side(read.apply(a), Said.Nanos::new),
                    side(read.apply(b), Said.Nanos::new));
        }

        private void count(Measure measure, Function<Course, OptionalLong> read) {
            Function<Long, Said> said = number -> new Said.Of(new Value.Unsigned(number));
            add(
                    new Measured(measure),
                    side(read.apply(Course.of(a)), said),
                    side(read.apply(Course.of(b)), said));
        }

        private static Side side(OptionalLong number, Function<Long, Said> said) {
            return number.isPresent()
                    ? new Side(said.apply(number.getAsLong()), null)
                    : new Side(new Said.Nothing(), null);
        }

        // -- what was agreed

        private void agreements() {
            agreed(
                    Agreement.OUTCOME,
                    session -> worded("outcome", session.outcome().status().name()),
                    Comparison::end);
            agreed(
                    Agreement.VERSION,
                    code(agreed -> Optional.ofNullable(agreed.version())),
                    first(MessageType.SERVER_HELLO));
            agreed(
                    Agreement.CIPHER_SUITE,
                    code(agreed -> Optional.ofNullable(agreed.cipherSuite())),
                    first(MessageType.SERVER_HELLO));
            agreed(
                    Agreement.GROUP,
                    code(agreed -> Optional.ofNullable(agreed.group())),
                    first(MessageType.SERVER_KEY_EXCHANGE, MessageType.SERVER_HELLO));
            agreed(
                    Agreement.SIGNATURE_SCHEME,
                    code(agreed -> Optional.ofNullable(agreed.signatureScheme())),
                    first(MessageType.SERVER_KEY_EXCHANGE, MessageType.CERTIFICATE_VERIFY));
            agreed(
                    Agreement.ALPN,
                    session -> {
                        String alpn = session.negotiated().alpn();
                        return alpn == null
                                ? new Said.Nothing()
                                : new Said.Of(new Value.Text(alpn));
                    },
                    first(MessageType.ENCRYPTED_EXTENSIONS, MessageType.SERVER_HELLO));
            agreed(
                    Agreement.RESUMPTION,
                    session -> worded("resumption", session.negotiated().resumption().name()),
                    first(MessageType.SERVER_HELLO));
            agreed(
                    Agreement.EARLY_DATA,
                    session -> worded("early_data", session.negotiated().earlyData().name()),
                    first(MessageType.CLIENT_HELLO));
            agreed(
                    Agreement.HELLO_RETRY_REQUEST,
                    flag(Negotiated::helloRetryRequest),
                    first(MessageType.HELLO_RETRY_REQUEST));
            agreed(
                    Agreement.OCSP_STAPLED,
                    flag(Negotiated::ocspStapled),
                    first(MessageType.CERTIFICATE_STATUS, MessageType.CERTIFICATE));
            agreed(
                    Agreement.CLIENT_CERTIFICATE,
                    flag(Negotiated::clientCertificate),
                    first(MessageType.CERTIFICATE_REQUEST));
            agreed(
                    Agreement.EXTENDED_MASTER_SECRET,
                    session -> {
                        Boolean set = session.negotiated().extendedMasterSecret();
                        return set == null ? new Said.Nothing() : new Said.Of(new Value.Flag(set));
                    },
                    first(MessageType.SERVER_HELLO));
        }

        private void agreed(
                Agreement agreement,
                Function<Session, Said> read,
                Function<Session, Optional<Place>> place) {
            add(
                    new Agreed(agreement),
                    new Side(read.apply(a), place.apply(a).orElse(null)),
                    new Side(read.apply(b), place.apply(b).orElse(null)));
        }

        private static Said worded(String what, String name) {
            return new Said.Worded(
                    Phrase.of("compare." + what + "." + name.toLowerCase(Locale.ROOT)));
        }

        private static Function<Session, Said> code(
                Function<Negotiated, Optional<? extends Code>> read) {
            return session -> {
                Optional<? extends Code> code = read.apply(session.negotiated());
                return code.isPresent()
                        ? new Said.Of(Value.Coded.of(code.get()))
                        : new Said.Nothing();
            };
        }

        private static Function<Session, Said> flag(Function<Negotiated, Boolean> read) {
            return session -> new Said.Of(new Value.Flag(read.apply(session.negotiated())));
        }

        private static Optional<Place> end(Session session) {
            return session.messages().stream()
                    .map(MessageRead::number)
                    .filter(number -> number > 0)
                    .max(Comparator.naturalOrder())
                    .map(number -> new Place(number, null));
        }

        private static Function<Session, Optional<Place>> first(MessageType... types) {
            return session -> {
                for (MessageType type : types) {
                    Optional<MessageRead> message = session.first(type);
                    if (message.isPresent()) {
                        return message.map(found -> new Place(found.number(), null));
                    }
                }
                return Optional.empty();
            };
        }

        // -- messages

        private void messages() {
            for (Pairing.Pair pair : Pairing.of(compared(a), compared(b))) {
                MessageRead one = pair.a();
                MessageRead other = pair.b();
                if (one != null && other != null) {
                    new FieldComparison(one, other, found::add).compare();
                } else if (one != null) {
                    found.add(
                            new Difference(
                                    new WholeMessage(one.type(), one.from()),
                                    sent(one),
                                    nothing()));
                } else if (other != null) {
                    found.add(
                            new Difference(
                                    new WholeMessage(other.type(), other.from()),
                                    nothing(),
                                    sent(other)));
                }
            }
        }

        /** What TLS itself says; how much data follows and how TCP ends is another matter. */
        private static List<MessageRead> compared(Session session) {
            return session.messages().stream()
                    .filter(message -> !message.isAbsent())
                    .filter(message ->
                            switch (message.type().layer()) {
                                case HANDSHAKE, CHANGE_CIPHER_SPEC, ALERT -> true;
                                case TCP, APPLICATION_DATA, OTHER -> false;
                            })
                    .limit(MESSAGES)
                    .toList();
        }

        private static Side sent(MessageRead message) {
            return new Side(new Said.Sent(), new Place(message.number(), null));
        }

        private static Side nothing() {
            return new Side(new Said.Nothing(), null);
        }

        // -- verdicts

        private void verdicts() {
            for (Verdict.Check check : Verdict.Check.values()) {
                Side one = judged(a, check);
                Side other = judged(b, check);
                if (!result(one).equals(result(other))) {
                    found.add(new Difference(new Checked(check), one, other));
                }
            }
        }

        private static Side judged(Session session, Verdict.Check check) {
            return session.verdict(check)
                    .map(verdict ->
                            new Side(
                                    new Said.Judged(verdict.result(), verdict.reason()),
                                    verdict.messages().stream()
                                            .findFirst()
                                            .map(number -> new Place(number, null))
                                            .orElse(null)))
                    .orElse(nothing());
        }

        /** A check that was not made has the same to say as one that found nothing to check. */
        private static Verdict.Result result(Side side) {
            return side.said() instanceof Said.Judged judged
                    ? judged.result()
                    : Verdict.Result.ABSENT;
        }

        private void add(Subject subject, Side one, Side other) {
            if (!one.said().equals(other.said())) {
                found.add(new Difference(subject, one, other));
            }
        }
    }
}
