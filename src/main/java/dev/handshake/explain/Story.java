package dev.handshake.explain;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.capture.Sender;
import dev.handshake.record.Epoch;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Negotiated;
import dev.handshake.session.Place;
import dev.handshake.session.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session told in a few steps, in the order in which things happened: at most {@value #MOST},
 * whatever the session's length. For the handshake of TLS 1.2 they are those of the lesson.
 */
public final class Story {
    /** How many steps are told at most. */
    public static final int MOST = 15;

    private Story() {}

    /** What a step is about. Where there are too many, those with the least weight are left out. */
    public enum Kind {
        TCP(5),
        CLIENT_HELLO(9, "cipher_suites"),
        EARLY_DATA(6),
        HELLO_RETRY_REQUEST(8, "selected_group"),
        SECOND_CLIENT_HELLO(4, "client_shares"),
        SERVER_HELLO(9, "cipher_suite"),
        SERVER_HELLO_RESUMED(9, "selected_identity", "legacy_session_id_echo"),
        KEY_SCHEDULE_13(6),
        ENCRYPTED_EXTENSIONS(5, "extensions"),
        CERTIFICATE_REQUEST(5),
        CERTIFICATE(9, "subject"),
        CERTIFICATE_STATUS(7, "cert_status"),
        SERVER_KEY_EXCHANGE(8, "params"),
        CERTIFICATE_VERIFY(8, "signature"),
        SERVER_HELLO_DONE(6),
        CLIENT_CERTIFICATE(5, "subject"),
        CLIENT_KEY_EXCHANGE(8, "exchange_keys"),
        KEY_SCHEDULE_12(6),
        CLIENT_CERTIFICATE_VERIFY(4, "signature"),
        CHANGE_CIPHER_SPEC_CLIENT(6),
        FINISHED_CLIENT(8, "verify_data"),
        NEW_SESSION_TICKET(2, "ticket"),
        CHANGE_CIPHER_SPEC_SERVER(3),
        FINISHED_SERVER(8, "verify_data"),
        VERDICTS(4),
        APPLICATION_DATA(8),
        KEY_UPDATE(5, "request_update"),
        RENEGOTIATION(7),
        ENCRYPTED(7),
        NOT_TLS(9),
        ALERT(9, "description"),
        BROKEN_OFF(9),
        END(9);

        private final int weight;

        // Lists of literals do not change.
        @SuppressWarnings("ImmutableEnumChecker")
        private final List<String> fields;

        /**
         * @param fields keys of what to look at; the first that the message has
         */
        Kind(int weight, String... fields) {
            this.weight = weight;
            this.fields = List.of(fields);
        }

        /** As texts are found by it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A step of the story.
     *
     * @param message the message that it is about, up to which all has been told; null before the
     *     first
     */
    public record Step(Kind kind, @Nullable MessageRead message) {
        /** The number of the message up to which all has been told. */
        public int number() {
            return message == null ? 0 : message.number();
        }

        /** The bytes of the message to look at, if there are any. */
        public Optional<ByteSpan> span() {
            return message == null
                    ? Optional.empty()
                    : kind.fields.stream()
                            .flatMap(key -> Place.find(message.fields(), List.of(key)).stream())
                            .findFirst()
                            .map(Place::span);
        }
    }

    /** What is said at the step; empty where there is nothing that fits. */
    public static Optional<Explanation> tell(Step step, Session session, Explainer explainer) {
        return explainer.story(
                step.kind().word(),
                new Situation(session, step.number(), step.message(), List.of()));
    }

    /** The steps of a session; of one that still runs, those that there are by now. */
    public static List<Step> of(Session session) {
        List<Step> steps = new ArrayList<>();
        Set<Kind> told = new LinkedHashSet<>();
        MessageRead last = null;
        for (MessageRead message : session.messages()) {
            if (message.isAbsent()) {
                continue;
            }
            last = message;
            for (Kind kind : kinds(message, session, told)) {
                if (told.add(kind)) {
                    steps.add(new Step(kind, message));
                }
            }
        }
        moveTcpToItsEnd(steps, session);
        MessageRead end = last;
        ending(session).ifPresent(kind -> steps.add(new Step(kind, end)));
        return shortened(steps);
    }

    private static List<Kind> kinds(MessageRead message, Session session, Set<Kind> told) {
        boolean client = message.from() == Sender.CLIENT;
        boolean tls13 =
                session.negotiated().version() != null && session.negotiated().version().isTls13();
        boolean over = told.contains(Kind.FINISHED_CLIENT) && told.contains(Kind.FINISHED_SERVER);
        return switch (message.type()) {
            case SYN, SYN_ACK, ACK -> List.of(Kind.TCP);
            case CLIENT_HELLO ->
                    List.of(
                            over
                                    ? Kind.RENEGOTIATION
                                    : told.contains(Kind.HELLO_RETRY_REQUEST)
                                            ? Kind.SECOND_CLIENT_HELLO
                                            : Kind.CLIENT_HELLO);
            case HELLO_REQUEST -> List.of(Kind.RENEGOTIATION);
            case HELLO_RETRY_REQUEST -> List.of(Kind.HELLO_RETRY_REQUEST);
            case SERVER_HELLO -> serverHello(session, tls13);
            case ENCRYPTED_EXTENSIONS -> List.of(Kind.ENCRYPTED_EXTENSIONS);
            case CERTIFICATE, COMPRESSED_CERTIFICATE ->
                    List.of(client ? Kind.CLIENT_CERTIFICATE : Kind.CERTIFICATE);
            case CERTIFICATE_STATUS -> List.of(Kind.CERTIFICATE_STATUS);
            case SERVER_KEY_EXCHANGE -> List.of(Kind.SERVER_KEY_EXCHANGE);
            case CERTIFICATE_REQUEST -> List.of(Kind.CERTIFICATE_REQUEST);
            case SERVER_HELLO_DONE -> List.of(Kind.SERVER_HELLO_DONE);
            case CERTIFICATE_VERIFY ->
                    List.of(client ? Kind.CLIENT_CERTIFICATE_VERIFY : Kind.CERTIFICATE_VERIFY);
            case CLIENT_KEY_EXCHANGE -> List.of(Kind.CLIENT_KEY_EXCHANGE, Kind.KEY_SCHEDULE_12);
            case CHANGE_CIPHER_SPEC ->
                    tls13
                            ? List.of()
                            : List.of(
                                    client
                                            ? Kind.CHANGE_CIPHER_SPEC_CLIENT
                                            : Kind.CHANGE_CIPHER_SPEC_SERVER);
            case FINISHED, ENCRYPTED_HANDSHAKE -> {
                Kind own = client ? Kind.FINISHED_CLIENT : Kind.FINISHED_SERVER;
                boolean both = told.contains(client ? Kind.FINISHED_SERVER : Kind.FINISHED_CLIENT);
                yield both ? List.of(own, Kind.VERDICTS) : List.of(own);
            }
            case NEW_SESSION_TICKET -> List.of(Kind.NEW_SESSION_TICKET);
            case END_OF_EARLY_DATA -> List.of();
            case KEY_UPDATE -> List.of(Kind.KEY_UPDATE);
            case APPLICATION_DATA ->
                    List.of(
                            message.epoch() == Epoch.EARLY
                                    ? Kind.EARLY_DATA
                                    : Kind.APPLICATION_DATA);
            case ENCRYPTED -> List.of(Kind.ENCRYPTED);
            case ALERT ->
                    session.outcome().alert() != null
                                    && session.outcome().alert().messageNumber() == message.number()
                            ? List.of(Kind.ALERT)
                            : List.of();
            case NOT_TLS, PLAINTEXT_PRELUDE -> List.of(Kind.NOT_TLS);
            case FIN,
                    RST,
                    CERTIFICATE_URL,
                    SUPPLEMENTAL_DATA,
                    UNKNOWN_HANDSHAKE,
                    TRUNCATED_HANDSHAKE,
                    HEARTBEAT,
                    GAP,
                    OVERLAP ->
                    List.of();
        };
    }

    private static List<Kind> serverHello(Session session, boolean tls13) {
        boolean resumed = session.negotiated().resumption() != Negotiated.Resumption.NONE;
        Kind hello = resumed ? Kind.SERVER_HELLO_RESUMED : Kind.SERVER_HELLO;
        return tls13
                ? List.of(hello, Kind.KEY_SCHEDULE_13)
                : resumed ? List.of(hello, Kind.KEY_SCHEDULE_12) : List.of(hello);
    }

    /** The connection stands with the last of its three packets. */
    private static void moveTcpToItsEnd(List<Step> steps, Session session) {
        if (!steps.isEmpty() && steps.getFirst().kind() == Kind.TCP) {
            MessageRead stands =
                    session.messages().stream()
                            .takeWhile(message -> message.type().layer() == MessageType.Layer.TCP)
                            .reduce((_, later) -> later)
                            .orElseThrow();
            steps.set(0, new Step(Kind.TCP, stands));
        }
    }

    private static Optional<Kind> ending(Session session) {
        return switch (session.outcome().status()) {
            case RUNNING -> Optional.empty();
            case COMPLETED -> Optional.of(Kind.END);
            case FAILED, INCOMPLETE ->
                    session.outcome().alert() == null
                            ? Optional.of(Kind.BROKEN_OFF)
                            : Optional.empty();
        };
    }

    private static List<Step> shortened(List<Step> steps) {
        List<Step> kept = new ArrayList<>(steps);
        while (kept.size() > MOST) {
            kept.remove(
                    kept.stream()
                            .min(Comparator.comparingInt(step -> step.kind().weight))
                            .orElseThrow());
        }
        return List.copyOf(kept);
    }
}
