package dev.handshake.explain;

import dev.handshake.bytes.Code;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Negotiated;
import dev.handshake.session.Place;
import dev.handshake.session.Session;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a text names of a session: {@code value}, {@code ./key_share/group}, {@code
 * server_hello/cipher_suite}, {@code client.certificate.number}, {@code negotiated.group}. What has
 * not been told yet is not there.
 */
final class Places {
    /** Digits at either end of a long value in hexadecimal. */
    private static final int SHOWN_DIGITS = 16;

    private static final Pattern LONG_HEX = Pattern.compile("[0-9a-f]{33,}");

    private static final Pattern MESSAGE =
            Pattern.compile("(?:(client|server)\\.)?([a-z_]+?)(?:\\.(number|length)|/(.+))?");

    private final Situation situation;
    private final Words words;

    Places(Situation situation, Words words) {
        this.situation = situation;
        this.words = words;
    }

    /** What the place holds, as it is shown. */
    Optional<String> find(String place) {
        MessageRead message = situation.message();
        return switch (place) {
            case "value" -> situation.field().flatMap(field -> value(field));
            case "count" -> situation.field().flatMap(Places::count);
            case "length" ->
                    situation
                            .field()
                            .map(field -> field.span().length())
                            .or(() -> Optional.ofNullable(message).map(it -> it.bytes().length()))
                            .map(String::valueOf);
            case "number" ->
                    Optional.ofNullable(message)
                            .filter(it -> !it.isAbsent())
                            .map(it -> String.valueOf(it.number()));
            case String below when below.startsWith("./") ->
                    Optional.ofNullable(message).flatMap(it -> in(it, below.substring(2)));
            case String agreed when agreed.startsWith("negotiated.") ->
                    negotiated(agreed.substring("negotiated.".length()));
            case "timing.handshake_ms" -> timing(session().map(it -> it.timing().handshake()));
            case "timing.first_byte_ms" -> timing(session().map(it -> it.timing().firstByte()));
            case "source.target" -> session().flatMap(Places::target).map(Words::visible);
            case String path -> elsewhere(path);
        };
    }

    /** Whether a condition holds. */
    boolean holds(String condition) {
        if (condition.startsWith("!")) {
            return !holds(condition.substring(1));
        }
        MessageRead message = situation.message();
        return switch (condition) {
            case "1.3" -> version().filter(ProtocolVersion::isTls13).isPresent();
            case "1.2" -> version().filter(it -> !it.isTls13()).isPresent();
            case "onlooker" -> situation.messages().anyMatch(MessageRead::isClosedToOnlooker);
            case "client" -> message != null && message.from() == Sender.CLIENT;
            case "server" -> message != null && message.from() == Sender.SERVER;
            case String equality when equality.contains("=") -> {
                String[] sides = equality.split("=", 2);
                yield find(sides[0]).filter(found -> found.startsWith(sides[1])).isPresent();
            }
            case String path when path.startsWith("./") ->
                    message != null
                            && Place.find(message.fields(), keys(path.substring(2))).isPresent();
            case String path when path.startsWith("negotiated.") || path.startsWith("source.") ->
                    find(path).isPresent();
            case String path -> exists(path);
        };
    }

    private Optional<Session> session() {
        return Optional.ofNullable(situation.session());
    }

    private static Optional<String> target(Session session) {
        Origin origin = session.origin();
        return Optional.ofNullable(origin.host())
                .map(host -> new Endpoint(host, origin.port()).toString());
    }

    // -- in messages

    private Optional<String> elsewhere(String path) {
        Matcher form = MESSAGE.matcher(path);
        if (!form.matches()) {
            return Optional.empty();
        }
        return message(form)
                .flatMap(message ->
                        form.group(4) != null
                                ? in(message, form.group(4))
                                : form.group(3) == null
                                        ? Optional.empty()
                                        : Optional.of(
                                                String.valueOf(
                                                        form.group(3).equals("number")
                                                                ? message.number()
                                                                : message.bytes().length())));
    }

    private boolean exists(String path) {
        Matcher form = MESSAGE.matcher(path);
        return form.matches()
                && message(form)
                        .filter(message ->
                                form.group(4) == null
                                        || Place.find(message.fields(), keys(form.group(4)))
                                                .isPresent())
                        .isPresent();
    }

    private Optional<MessageRead> message(Matcher form) {
        Sender from =
                form.group(1) == null
                        ? null
                        : Sender.valueOf(form.group(1).toUpperCase(Locale.ROOT));
        return type(form.group(2)).flatMap(type -> situation.first(type, from));
    }

    static Optional<MessageType> type(String rfcName) {
        return Arrays.stream(MessageType.values())
                .filter(type -> type.rfcName().equals(rfcName))
                .findFirst();
    }

    private Optional<String> in(MessageRead message, String path) {
        String plain = path.replaceFirst("[#@]$", "");
        return Place.find(message.fields(), keys(plain))
                .map(Place::field)
                .flatMap(field ->
                        path.endsWith("#")
                                ? count(field)
                                : path.endsWith("@")
                                        ? Optional.of(String.valueOf(field.span().length()))
                                        : value(field));
    }

    private static List<String> keys(String path) {
        return List.of(path.split("/"));
    }

    private static Optional<String> count(Field field) {
        return field.value() instanceof Value.Items(int count)
                ? Optional.of(String.valueOf(count))
                : Optional.empty();
    }

    private Optional<String> value(Field field) {
        return switch (field.value()) {
            case Value.Struct _ -> onlyOpaque(field).flatMap(this::value);
            case Value other -> Optional.of(shortened(words.value(other)));
        };
    }

    /** Of a long run of digits its ends. */
    private static String shortened(String value) {
        return LONG_HEX.matcher(value).matches()
                ? value.substring(0, SHOWN_DIGITS)
                        + "…"
                        + value.substring(value.length() - SHOWN_DIGITS)
                : value;
    }

    /** An opaque vector's bytes stand for it. */
    private static Optional<Field> onlyOpaque(Field vector) {
        List<Field> below = vector.fields();
        return below.size() == 2
                        && below.getFirst().key().equals("length")
                        && below.getLast().isLeaf()
                ? Optional.of(below.getLast())
                : Optional.empty();
    }

    // -- what was agreed, as soon as it was

    private Optional<ProtocolVersion> version() {
        return decided(MessageType.SERVER_HELLO)
                .flatMap(it -> Optional.ofNullable(it.negotiated().version()));
    }

    private Optional<String> negotiated(String name) {
        boolean tls13 = version().filter(ProtocolVersion::isTls13).isPresent();
        return switch (name) {
            case "version" -> version().map(Places::name);
            case "cipher_suite" -> agreed(MessageType.SERVER_HELLO, it -> name(it.cipherSuite()));
            case "group" ->
                    agreed(
                            tls13 ? MessageType.SERVER_HELLO : MessageType.SERVER_KEY_EXCHANGE,
                            it -> name(it.group()));
            case "signature_scheme" ->
                    agreed(
                            tls13
                                    ? MessageType.CERTIFICATE_VERIFY
                                    : MessageType.SERVER_KEY_EXCHANGE,
                            it -> name(it.signatureScheme()));
            case "sni" -> agreed(MessageType.CLIENT_HELLO, Negotiated::sni).map(Words::visible);
            case "alpn" ->
                    agreed(
                                    tls13
                                            ? MessageType.ENCRYPTED_EXTENSIONS
                                            : MessageType.SERVER_HELLO,
                                    Negotiated::alpn)
                            .map(Words::visible);
            case "resumption" ->
                    agreed(
                            tls13 ? MessageType.SERVER_HELLO : MessageType.CHANGE_CIPHER_SPEC,
                            it -> it.resumption().name().toLowerCase(Locale.ROOT));
            case "early_data" ->
                    agreed(
                            MessageType.SERVER_HELLO,
                            it -> it.earlyData().name().toLowerCase(Locale.ROOT));
            case String other -> throw new IllegalArgumentException("negotiated." + other);
        };
    }

    private Optional<String> agreed(MessageType with, Function<Negotiated, @Nullable String> what) {
        return decided(with).flatMap(it -> Optional.ofNullable(what.apply(it.negotiated())));
    }

    /** The session, once the server's first message of the type has been told. */
    private Optional<Session> decided(MessageType with) {
        Sender by = with == MessageType.CLIENT_HELLO ? Sender.CLIENT : Sender.SERVER;
        return situation.first(with, by).isPresent() ? session() : Optional.empty();
    }

    private static @Nullable String name(@Nullable Code code) {
        return code == null ? null : code.known() ? code.name() : code.toString();
    }

    private Optional<String> timing(Optional<OptionalLong> nanos) {
        boolean over =
                situation.messages().filter(it -> it.type() == MessageType.FINISHED).count() >= 2;
        return nanos.filter(it -> it.isPresent() && over)
                .map(it ->
                        BigDecimal.valueOf(it.getAsLong(), 6)
                                .setScale(3, RoundingMode.HALF_UP)
                                .toPlainString());
    }
}
