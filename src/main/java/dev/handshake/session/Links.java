package dev.handshake.session;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import dev.handshake.capture.Sender;
import dev.handshake.verify.Evidence;
import dev.handshake.verify.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a field has to do with bytes elsewhere in its session: the suite that was chosen with its
 * place in the client's list, a key share with its counterpart, a signature with all that it signs.
 */
public final class Links {
    private static final String CIPHER_SUITE = "cipher_suite";
    private static final String RANDOM = "random";

    /** How two places belong together. Its words are {@code link.<word>}. */
    public enum Kind {
        /** The field was chosen from there. */
        CHOSEN_FROM,
        /** The field offered what was chosen there. */
        CHOSEN,
        /** The other half of one agreement. */
        COUNTERPART,
        /** The field was sent back there, or there first. */
        ECHO,
        /** The field signs that. */
        SIGNS,
        /** The field is the hash of that and more. */
        COVERS,
        /** With this key the field is proved. */
        KEY,
        /** The field is about that. */
        ABOUT,
        /** It names who is found there. */
        NAMES,
        /** Part of the field, which may be a marker. */
        MARKER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a field leads: bytes of one message. */
    public record Link(Kind kind, Evidence to) {}

    private final Session session;
    private final MessageRead message;
    private final List<Field> path;
    private final List<Link> links = new ArrayList<>();

    private Links(Session session, MessageRead message, List<Field> path) {
        this.session = session;
        this.message = message;
        this.path = path;
    }

    /**
     * Where a field leads, in the order of the messages.
     *
     * @param path from a field of the message down to the one that is asked about
     * @param playhead the number of the last message that may be led to
     */
    public static List<Link> of(
            Session session, MessageRead message, List<Field> path, int playhead) {
        if (path.isEmpty()) {
            return List.of();
        }
        Links found = new Links(session, message, path);
        found.look();
        return found.links.stream()
                .filter(link -> link.to().message() <= playhead)
                .filter(link -> !(link.to().message() == message.number() && link.to().isWhole()))
                .distinct()
                .toList();
    }

    private void look() {
        // An opaque vector is asked about by its bytes, too.
        for (int depth = path.size(); depth > 0; depth--) {
            Field field = path.get(depth - 1);
            int before = links.size();
            look(field);
            if (links.size() > before || !isInside(field)) {
                return;
            }
        }
    }

    /** Whether the field is the inside of the one above it, and no thing of its own. */
    private static boolean isInside(Field field) {
        return switch (field.key()) {
            case "opaque", "extension_data", "contents" -> true;
            default -> false;
        };
    }

    private void look(Field field) {
        boolean client = message.from() == Sender.CLIENT;
        switch (field.key()) {
            case CIPHER_SUITE -> choice(field, CIPHER_SUITE);
            case "selected_version" -> choice(field, "protocol_version");
            case "protocol_version" -> chosen(field, "selected_version");
            case "group", "key_exchange", "key_share_entry", "server_share" -> keyShare();
            case "selected_group" -> choice(field, "named_group");
            case "namedcurve" -> choice(field, "named_group");
            case "named_group" -> {
                chosen(field, "namedcurve");
                chosen(field, "selected_group");
                server().filter(it -> it.type() != MessageType.HELLO_RETRY_REQUEST)
                        .forEach(it -> same(it, "group", field, Kind.CHOSEN));
            }
            case "public", "dh_Ys" -> {
                counterpart("ecdh_Yc");
                counterpart("dh_Yc");
            }
            case "ecdh_Yc", "dh_Yc" -> {
                counterpart("public");
                counterpart("dh_Ys");
            }
            case "algorithm" -> choice(field, "signature_scheme");
            case "signature_scheme" -> chosen(field, "algorithm");
            case "signature" -> signature(client);
            case "verify_data" ->
                    evidence(
                            client ? Verdict.Check.CLIENT_FINISHED : Verdict.Check.SERVER_FINISHED,
                            Kind.COVERS);
            case "protocol_name" -> protocol(field, client);
            case "legacy_session_id_echo" -> echo("legacy_session_id", field);
            case "legacy_session_id" -> echo("legacy_session_id_echo", field);
            case "cookie" -> echo("cookie", field);
            case "selected_identity" -> identity(field);
            case RANDOM -> random(client);
            case "cert_id", "ocsp_response", "single_response", "cert_status" -> staple();
            case "serial_number" -> serial(field);
            case "host_name" -> named(field, "dns_name");
            case "dns_name" -> named(field, "host_name");
            case "issuer" -> issuer(field);
            case "signature_value" -> signed();
            default -> {}
        }
    }

    // -- finding

    private Stream<MessageRead> client() {
        return of(Sender.CLIENT);
    }

    private Stream<MessageRead> server() {
        return of(Sender.SERVER);
    }

    private Stream<MessageRead> of(Sender from) {
        return session.messages().stream()
                .filter(other -> !other.isAbsent() && other.from() == from);
    }

    private Stream<MessageRead> peer() {
        return of(message.from() == Sender.CLIENT ? Sender.SERVER : Sender.CLIENT);
    }

    /** Every place in a message whose field has the key. */
    private static Stream<Place> all(MessageRead in, String key) {
        return Place.all(in.fields()).filter(place -> place.field().key().equals(key));
    }

    private static Optional<Place> first(MessageRead in, String key, Predicate<Field> accepted) {
        return all(in, key).filter(place -> accepted.test(place.field())).findFirst();
    }

    private void add(Kind kind, MessageRead in, Place place) {
        add(kind, in, place.span());
    }

    private void add(Kind kind, MessageRead in, ByteSpan span) {
        links.add(new Link(kind, new Evidence(in.number(), List.of(span))));
    }

    private void same(MessageRead in, String key, Field field, Kind kind) {
        first(in, key, other -> other.value().equals(field.value()))
                .ifPresent(place -> add(kind, in, place));
    }

    // -- choosing

    /** The server's field that names one of the client's list; or, in the list, the one chosen. */
    private void choice(Field field, String element) {
        boolean offer =
                message.from() == Sender.CLIENT && message.type() == MessageType.CLIENT_HELLO;
        if (offer) {
            server().filter(it -> it.type() == MessageType.SERVER_HELLO)
                    .findFirst()
                    .ifPresent(it -> same(it, field.key(), field, Kind.CHOSEN));
        } else {
            client().filter(it -> it.type() == MessageType.CLIENT_HELLO)
                    .filter(it -> it.number() < message.number())
                    .reduce((_, later) -> later)
                    .ifPresent(it -> same(it, element, field, Kind.CHOSEN_FROM));
        }
    }

    private void chosen(Field field, String key) {
        if (message.from() == Sender.CLIENT) {
            server().forEach(it -> same(it, key, field, Kind.CHOSEN));
        }
    }

    /** The share of the other side for the same group. */
    private void keyShare() {
        Optional<Field> entry =
                path.stream()
                        .filter(field ->
                                field.key().equals("key_share_entry")
                                        || field.key().equals("server_share"))
                        .findFirst();
        Optional<Value> group = entry.flatMap(it -> it.child("group")).map(Field::value);
        if (group.isEmpty()) {
            return;
        }
        peer().filter(it ->
                        it.type() == MessageType.CLIENT_HELLO
                                || it.type() == MessageType.SERVER_HELLO)
                .flatMap(it ->
                        Stream.concat(all(it, "key_share_entry"), all(it, "server_share"))
                                .filter(place ->
                                        place.field()
                                                .child("group")
                                                .map(Field::value)
                                                .equals(group))
                                .map(place ->
                                        new Link(
                                                Kind.COUNTERPART,
                                                new Evidence(it.number(), List.of(place.span())))))
                .forEach(links::add);
    }

    private void counterpart(String key) {
        peer().forEach(it ->
                first(it, key, _ -> true).ifPresent(place -> add(Kind.COUNTERPART, it, place)));
    }

    private void protocol(Field field, boolean client) {
        if (client) {
            server().forEach(it -> same(it, "protocol_name", field, Kind.CHOSEN));
        } else {
            client().filter(it -> it.type() == MessageType.CLIENT_HELLO)
                    .limit(1)
                    .forEach(it -> same(it, "protocol_name", field, Kind.CHOSEN_FROM));
        }
    }

    private void echo(String key, Field field) {
        boolean said =
                field.value() instanceof Value.Opaque(var bytes)
                        ? !bytes.isEmpty()
                        : field.fields().stream().anyMatch(each -> each.span().length() > 1);
        if (said) {
            peer().filter(it -> it.type() != MessageType.CERTIFICATE_VERIFY)
                    .forEach(it ->
                            first(it, key, other -> inside(other).equals(inside(field)))
                                    .ifPresent(place -> add(Kind.ECHO, it, place)));
        }
    }

    private static Value inside(Field vector) {
        return vector.child("opaque").map(Field::value).orElse(vector.value());
    }

    private void identity(Field selected) {
        if (selected.value() instanceof Value.Unsigned(long index)) {
            client().filter(it -> it.type() == MessageType.CLIENT_HELLO)
                    .reduce((_, later) -> later)
                    .ifPresent(it ->
                            all(it, "psk_identity")
                                    .skip(index)
                                    .findFirst()
                                    .ifPresent(place -> add(Kind.CHOSEN_FROM, it, place)));
        }
    }

    private void random(boolean client) {
        if (!client && message.type() == MessageType.SERVER_HELLO) {
            Basis.marker(message).forEach(marker -> links.add(new Link(Kind.MARKER, marker)));
        }
    }

    // -- proving

    private void signature(boolean client) {
        boolean inCertificate =
                path.stream().anyMatch(field -> field.key().equals("x509_certificate"));
        if (inCertificate) {
            signed();
        } else if (message.type() == MessageType.SERVER_KEY_EXCHANGE
                || message.type() == MessageType.CERTIFICATE_VERIFY) {
            evidence(
                    client ? Verdict.Check.CLIENT_SIGNATURE : Verdict.Check.SERVER_SIGNATURE,
                    Kind.SIGNS);
        }
    }

    /** What a verdict rests on. */
    private void evidence(Verdict.Check check, Kind kind) {
        session.verdict(check).stream()
                .flatMap(verdict -> verdict.evidence().stream())
                .forEach(it -> links.add(new Link(isKey(it) ? Kind.KEY : kind, it)));
    }

    /** The evidence in a Certificate of which only a part counts is the key. */
    private boolean isKey(Evidence evidence) {
        return !evidence.isWhole()
                && session.message(evidence.message())
                        .filter(it -> it.type().isCertificate())
                        .isPresent();
    }

    private Optional<MessageRead> certificates() {
        return server().filter(it -> it.type().isCertificate()).findFirst();
    }

    /** The certificate that a staple is about, by its serial number. */
    private void staple() {
        Optional<Place> number = Place.find(message.fields(), List.of("cert_id", "serial_number"));
        certificates()
                .ifPresent(it ->
                        number.ifPresent(wanted ->
                                all(it, "serial_number")
                                        .filter(place -> !isInStaple(it, place))
                                        .filter(place ->
                                                place.field()
                                                        .value()
                                                        .equals(wanted.field().value()))
                                        .limit(1)
                                        .forEach(place -> add(Kind.ABOUT, it, place))));
    }

    /** TLS 1.3 brings the staple in the same message. */
    private static boolean isInStaple(MessageRead in, Place place) {
        return Place.find(in.fields(), List.of("ocsp_response"))
                .map(Place::span)
                .filter(span -> span.contains(place.span()))
                .isPresent();
    }

    private void serial(Field field) {
        if (path.stream().anyMatch(each -> each.key().equals("cert_id"))) {
            staple();
            return;
        }
        server().forEach(it ->
                Place.find(it.fields(), List.of("cert_id", "serial_number"))
                        .filter(place -> place.field().value().equals(field.value()))
                        .ifPresent(place -> add(Kind.ABOUT, it, place)));
    }

    private void named(Field field, String key) {
        if (field.value() instanceof Value.Text(String name)) {
            peer().forEach(it ->
                    all(it, key)
                            .filter(place -> covers(name, place.field().value(), key))
                            .limit(1)
                            .forEach(place -> add(Kind.NAMES, it, place)));
        }
    }

    private static boolean covers(String name, Value other, String key) {
        if (!(other instanceof Value.Text(String text))) {
            return false;
        }
        String host = key.equals("host_name") ? text : name;
        String pattern = key.equals("host_name") ? name : text;
        int dot = host.indexOf('.');
        return host.equalsIgnoreCase(pattern)
                || (pattern.startsWith("*.")
                        && dot > 0
                        && host.substring(dot).equalsIgnoreCase(pattern.substring(1)));
    }

    /** The certificate of the issuer, if it was sent. */
    private void issuer(Field field) {
        all(message, "subject")
                .filter(place -> place.field().value().equals(field.value()))
                .limit(1)
                .forEach(place -> add(Kind.NAMES, message, place));
    }

    /** A certificate's signature: what it signs, and the key that made it, if it was sent. */
    private void signed() {
        Optional<Field> certificate =
                path.stream().filter(field -> field.key().equals("x509_certificate")).findFirst();
        if (certificate.isEmpty() || !isCountedInMessage()) {
            return;
        }
        certificate
                .get()
                .child("tbs_certificate")
                .ifPresent(signed -> add(Kind.SIGNS, message, signed.span()));
        Optional<Value> issuer = value(certificate.get(), "issuer");
        all(message, "x509_certificate")
                .map(Place::field)
                .filter(other -> value(other, "subject").equals(issuer) && issuer.isPresent())
                .limit(1)
                .flatMap(other ->
                        Place.find(other.fields(), List.of("subject_public_key_info")).stream())
                .forEach(place -> add(Kind.KEY, message, place));
    }

    private boolean isCountedInMessage() {
        return path.stream().allMatch(field -> field.space() == null);
    }

    private static Optional<Value> value(Field certificate, String key) {
        return Place.find(certificate.fields(), List.of(key)).map(it -> it.field().value());
    }
}
