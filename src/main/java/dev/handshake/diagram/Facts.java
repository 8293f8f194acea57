package dev.handshake.diagram;

import dev.handshake.bytes.Code;
import dev.handshake.capture.Sender;
import dev.handshake.diagram.Fact.Cut;
import dev.handshake.diagram.Fact.Part;
import dev.handshake.explain.Words;
import dev.handshake.message.Alert;
import dev.handshake.message.ApplicationData;
import dev.handshake.message.CertificateStatus;
import dev.handshake.message.CertificateVerify;
import dev.handshake.message.ClientHello;
import dev.handshake.message.ClientKeyExchange;
import dev.handshake.message.EncryptedExtensions;
import dev.handshake.message.KeyUpdate;
import dev.handshake.message.NewSessionTicket;
import dev.handshake.message.Prelude;
import dev.handshake.message.ServerHello;
import dev.handshake.message.ServerKeyExchange;
import dev.handshake.message.UnknownHandshake;
import dev.handshake.message.extension.Alpn;
import dev.handshake.message.extension.KeyShare;
import dev.handshake.message.extension.PreSharedKey;
import dev.handshake.message.extension.SupportedGroups;
import dev.handshake.message.extension.SupportedVersions;
import dev.handshake.record.Epoch;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.verify.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one fact of each message, as far as it is known at the playhead. */
final class Facts {
    private final Told told;
    private final Words words;
    private final CertificateFacts certificates;

    Facts(Told told) {
        this.told = told;
        this.words = told.view().words();
        this.certificates = new CertificateFacts(told);
    }

    /** The message's name. */
    static String title(MessageRead message) {
        return message.content() instanceof Alert alert
                ? message.type().title() + ": " + name(alert.description())
                : message.type().title();
    }

    Fact of(MessageRead message) {
        return switch (message.type()) {
            case SYN -> Fact.low(words.text("diagram.fact.syn"));
            case SYN_ACK -> Fact.low(words.text("diagram.fact.syn_ack"));
            case ACK -> Fact.low(words.text("diagram.fact.ack"));
            case FIN -> Fact.low(words.text("diagram.fact.fin"));
            case RST -> Fact.low(words.text("diagram.fact.rst"));
            case HELLO_REQUEST -> text("diagram.fact.hello_request");
            case SERVER_HELLO_DONE -> Fact.NONE;
            case END_OF_EARLY_DATA -> text("diagram.fact.end_of_early_data");
            case CERTIFICATE_REQUEST -> text("diagram.fact.certificate_request");
            case FINISHED -> finished(message);
            case CHANGE_CIPHER_SPEC -> changeCipherSpec();
            case ENCRYPTED_HANDSHAKE -> bytes("diagram.fact.encrypted_handshake", message);
            case ENCRYPTED -> bytes("diagram.fact.encrypted", message);
            case TRUNCATED_HANDSHAKE -> bytes("diagram.fact.truncated_handshake", message);
            case CERTIFICATE_URL, SUPPLEMENTAL_DATA, COMPRESSED_CERTIFICATE, HEARTBEAT ->
                    bytes("diagram.fact.bytes", message);
            case CLIENT_HELLO,
                    SERVER_HELLO,
                    HELLO_RETRY_REQUEST,
                    NEW_SESSION_TICKET,
                    ENCRYPTED_EXTENSIONS,
                    CERTIFICATE,
                    SERVER_KEY_EXCHANGE,
                    CERTIFICATE_VERIFY,
                    CLIENT_KEY_EXCHANGE,
                    CERTIFICATE_STATUS,
                    KEY_UPDATE,
                    UNKNOWN_HANDSHAKE,
                    ALERT,
                    APPLICATION_DATA,
                    PLAINTEXT_PRELUDE,
                    NOT_TLS ->
                    ofContent(message);
        };
    }

    private Fact ofContent(MessageRead message) {
        return switch (message.content()) {
            case ClientHello hello -> clientHello(hello);
            case ServerHello hello ->
                    hello.isHelloRetryRequest() ? helloRetryRequest(hello) : serverHello(hello);
            case EncryptedExtensions extensions -> encryptedExtensions(extensions);
            case dev.handshake.message.Certificate certificate ->
                    certificates.fact(message, certificate);
            case CertificateStatus status -> certificates.status(status.response());
            case ServerKeyExchange exchange -> serverKeyExchange(exchange);
            case ClientKeyExchange exchange -> clientKeyExchange(exchange);
            case CertificateVerify verify -> certificateVerify(message, verify);
            case NewSessionTicket ticket ->
                    text(
                            "diagram.fact.new_session_ticket",
                            Durations.text(words, ticket.lifetime()));
            case KeyUpdate update ->
                    text(
                            update.updateRequested()
                                    ? "diagram.fact.key_update.requested"
                                    : "diagram.fact.key_update");
            case UnknownHandshake unknown ->
                    text(
                            "diagram.fact.unknown_handshake",
                            unknown.type().code(),
                            message.bytes().length());
            case Alert alert -> alert(message, alert);
            case ApplicationData data -> applicationData(message, data);
            case Prelude prelude ->
                    prelude.protocol().equals("unknown")
                            ? bytes("diagram.fact.bytes", message)
                            : text(
                                    "diagram.fact.not_tls",
                                    Printable.of(prelude.protocol()),
                                    message.bytes().length());
            case null -> bytes("diagram.fact.unreadable", message);
            case dev.handshake.message.HelloRequest other -> Fact.NONE;
            case dev.handshake.message.EndOfEarlyData other -> Fact.NONE;
            case dev.handshake.message.CertificateRequest other -> Fact.NONE;
            case dev.handshake.message.ServerHelloDone other -> Fact.NONE;
            case dev.handshake.message.Finished other -> Fact.NONE;
            case dev.handshake.message.ChangeCipherSpec other -> Fact.NONE;
        };
    }

    private Fact clientHello(ClientHello hello) {
        List<ProtocolVersion> versions =
                hello
                        .extension(SupportedVersions.class)
                        .map(SupportedVersions::versions)
                        .orElse(List.of(hello.legacyVersion()))
                        .stream()
                        .filter(version -> !version.grease())
                        .toList();
        long suites = hello.cipherSuites().stream().filter(Facts::isReal).count();
        long groups =
                hello.extension(SupportedGroups.class).map(SupportedGroups::groups).stream()
                        .flatMap(List::stream)
                        .filter(group -> !group.grease())
                        .count();
        if (hello.extension(PreSharedKey.class).isPresent()) {
            return text("diagram.fact.client_hello.resuming", versions(versions), suites);
        }
        return groups == 0
                ? text("diagram.fact.client_hello.groupless", versions(versions), suites)
                : text("diagram.fact.client_hello", versions(versions), suites, groups);
    }

    /** Whether a suite is one: GREASE and the signalling values (RFC 5746, RFC 7507) are not. */
    static boolean isReal(CipherSuite suite) {
        return !suite.grease() && suite.code() != 0x00ff && suite.code() != 0x5600;
    }

    /** {@code TLS 1.3 and 1.2}. */
    private String versions(List<ProtocolVersion> versions) {
        List<String> names = new ArrayList<>();
        for (ProtocolVersion version : versions) {
            String name = name(version);
            names.add(
                    !names.isEmpty() && name.startsWith("TLS ")
                            ? name.substring("TLS ".length())
                            : name);
        }
        if (names.size() < 2) {
            return String.join("", names);
        }
        return words.text(
                "diagram.and",
                String.join(", ", names.subList(0, names.size() - 1)),
                names.getLast());
    }

    private Fact serverHello(ServerHello hello) {
        List<Part> parts = new ArrayList<>();
        parts.add(strong(name(hello.version()) + " · ", Cut.NEVER));
        parts.add(strong(name(hello.cipherSuite()), Cut.SUITE));
        Optional<NamedGroup> own = group(hello);
        if (own.isPresent()) {
            parts.add(strong(" · " + name(own.get()), Cut.NEVER));
        } else if (hello.extension(PreSharedKey.class).isPresent()) {
            parts.add(strong(" · PSK", Cut.NEVER));
        } else {
            // To TLS 1.2 it is decided only in ServerKeyExchange: grey until that has been told.
            exchange().ifPresent(message -> parts.addAll(decidedElsewhere(message)));
        }
        return new Fact(parts, false);
    }

    private List<Part> decidedElsewhere(MessageRead message) {
        if (!(message.content() instanceof ServerKeyExchange exchange)
                || exchange.group() == null) {
            return List.of();
        }
        Tone tone = told.isSettled(message) ? Tone.FG : Tone.FUTURE_TEXT;
        Link link = new Link.ToMessage(message.number());
        return List.of(
                strong(" · ", Cut.NEVER),
                new Part(name(exchange.group()), tone, Face.REGULAR, Cut.NEVER, link));
    }

    /** The message that decides the group of TLS 1.2, told or not. */
    Optional<MessageRead> exchange() {
        return told.session()
                .first(MessageType.SERVER_KEY_EXCHANGE)
                .filter(message -> message.content() instanceof ServerKeyExchange);
    }

    static Optional<NamedGroup> group(ServerHello hello) {
        return hello.extension(KeyShare.class).map(KeyShare::shares).stream()
                .flatMap(List::stream)
                .map(KeyShare.Entry::group)
                .findFirst();
    }

    private Fact helloRetryRequest(ServerHello hello) {
        return hello.extension(KeyShare.class)
                .map(KeyShare::selectedGroup)
                .map(group -> text("diagram.fact.hello_retry_request", name(group)))
                .orElseGet(() -> text("diagram.fact.hello_retry_request.cookie"));
    }

    private Fact encryptedExtensions(EncryptedExtensions extensions) {
        return extensions.extension(Alpn.class).map(Alpn::protocols).stream()
                .flatMap(List::stream)
                .findFirst()
                .map(protocol -> text("diagram.fact.alpn", Printable.of(protocol)))
                .orElseGet(() -> text("diagram.fact.extensions", extensions.extensions().size()));
    }

    private Fact serverKeyExchange(ServerKeyExchange exchange) {
        String share =
                exchange.group() != null
                        ? words.text("diagram.fact.share", name(exchange.group()))
                        : exchange.primeBits() > 0
                                ? words.text("diagram.fact.share.dh", exchange.primeBits())
                                : words.text("diagram.fact.share.other");
        if (exchange.scheme() != null) {
            return signed(
                    Verdict.Check.SERVER_SIGNATURE,
                    "diagram.fact.server_key_exchange",
                    share,
                    name(exchange.scheme()));
        }
        return text(
                exchange.signature().isEmpty()
                        ? "diagram.fact.server_key_exchange.unsigned"
                        : "diagram.fact.server_key_exchange.signed",
                share);
    }

    private Fact certificateVerify(MessageRead message, CertificateVerify verify) {
        return signed(
                message.from() == Sender.SERVER
                        ? Verdict.Check.SERVER_SIGNATURE
                        : Verdict.Check.CLIENT_SIGNATURE,
                "diagram.fact.certificate_verify",
                verify.algorithm() == null
                        ? words.text("diagram.fact.bytes", verify.signature().length())
                        : name(verify.algorithm()));
    }

    /** With a second key, {@code .bad}, for a signature that does not hold. */
    private Fact signed(Verdict.Check check, String key, Object... args) {
        Optional<Verdict.Result> result = told.verdict(check).map(Verdict::result);
        if (result.equals(Optional.of(Verdict.Result.FAIL))) {
            return Fact.bad(words.text("diagram.fact.signature.bad"));
        }
        return text(result.equals(Optional.of(Verdict.Result.PASS)) ? key + ".proved" : key, args);
    }

    private Fact clientKeyExchange(ClientKeyExchange exchange) {
        int length = exchange.exchange().length();
        return switch (exchange.keyExchange()) {
            case RSA -> text("diagram.fact.client_key_exchange.rsa", length);
            case DHE -> text("diagram.fact.client_key_exchange", "DH", length);
            case ECDHE ->
                    text(
                            "diagram.fact.client_key_exchange",
                            exchange()
                                    .map(MessageRead::content)
                                    .map(ServerKeyExchange.class::cast)
                                    .map(ServerKeyExchange::group)
                                    .map(Facts::name)
                                    .orElse("ECDH"),
                            length);
            case OTHER -> text("diagram.fact.bytes", length);
        };
    }

    private Fact changeCipherSpec() {
        return told.session()
                        .first(MessageType.SERVER_HELLO)
                        .map(MessageRead::content)
                        .filter(content ->
                                content instanceof ServerHello hello
                                        && hello.version().equals(ProtocolVersion.TLS_1_3))
                        .isPresent()
                ? Fact.low(words.text("diagram.fact.change_cipher_spec.dummy"))
                : Fact.NONE;
    }

    private Fact finished(MessageRead message) {
        Optional<Verdict.Result> result =
                told.verdict(
                                message.from() == Sender.SERVER
                                        ? Verdict.Check.SERVER_FINISHED
                                        : Verdict.Check.CLIENT_FINISHED)
                        .map(Verdict::result);
        if (result.equals(Optional.of(Verdict.Result.FAIL))) {
            return Fact.bad(words.text("diagram.fact.finished.bad"));
        }
        boolean second =
                told.session().messages().stream()
                        .takeWhile(other -> other.number() != message.number())
                        .anyMatch(other -> other.type() == MessageType.FINISHED);
        // To TLS 1.2 its first one is what Wireshark has another name for.
        if (message.epoch() == Epoch.APPLICATION && !second) {
            return text("diagram.fact.finished.wireshark");
        }
        return result.equals(Optional.of(Verdict.Result.PASS))
                ? text("diagram.fact.finished.equal")
                : bytes("diagram.fact.finished", message);
    }

    private Fact alert(MessageRead message, Alert alert) {
        if (alert.isCloseNotify()) {
            return text("diagram.fact.close_notify");
        }
        return text(
                Role.stops(message) ? "diagram.fact.alert.fatal" : "diagram.fact.alert.warning",
                alert.description().code());
    }

    private Fact applicationData(MessageRead message, ApplicationData data) {
        if (message.epoch() == Epoch.EARLY) {
            return text("diagram.fact.application_data.early", data.data().length());
        }
        return Http.firstLine(data.data())
                .map(line -> text("diagram.fact.application_data", line, data.data().length()))
                .orElseGet(() -> text("diagram.fact.bytes", data.data().length()));
    }

    private Fact bytes(String key, MessageRead message) {
        return text(key, message.bytes().length());
    }

    private Fact text(String key, Object... args) {
        return Fact.of(words.text(key, args));
    }

    private static Part strong(String text, Cut cut) {
        return new Part(text, Tone.FG, Face.REGULAR, cut);
    }

    /** A code's name, or its number where it has none. */
    static String name(Code code) {
        return code.known()
                ? code.name()
                : (code.grease() ? "GREASE " : "")
                        + (code.width() == 1 ? "" + code.code() : "0x%04x".formatted(code.code()));
    }
}
