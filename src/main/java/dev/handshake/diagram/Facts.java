package dev.handshake.diagram;

import dev.handshake.bytes.Code;
import dev.handshake.capture.Sender;
import dev.handshake.explain.Words;
import dev.handshake.message.Alert;
import dev.handshake.message.ApplicationData;
import dev.handshake.message.Certificate;
import dev.handshake.message.CertificateRequest;
import dev.handshake.message.CertificateStatus;
import dev.handshake.message.CertificateUrl;
import dev.handshake.message.CertificateVerify;
import dev.handshake.message.ChangeCipherSpec;
import dev.handshake.message.ClientCertificateRequest;
import dev.handshake.message.ClientHello;
import dev.handshake.message.ClientKeyExchange;
import dev.handshake.message.CompressedCertificate;
import dev.handshake.message.EktKey;
import dev.handshake.message.EncryptedExtensions;
import dev.handshake.message.EndOfEarlyData;
import dev.handshake.message.Finished;
import dev.handshake.message.HelloRequest;
import dev.handshake.message.HelloRetryRequest;
import dev.handshake.message.KeyUpdate;
import dev.handshake.message.NewSessionTicket;
import dev.handshake.message.NextProtocol;
import dev.handshake.message.Prelude;
import dev.handshake.message.ServerHello;
import dev.handshake.message.ServerHelloDone;
import dev.handshake.message.ServerKeyExchange;
import dev.handshake.message.SupplementalData;
import dev.handshake.message.TcpSegment;
import dev.handshake.message.UnknownHandshake;
import dev.handshake.record.Epoch;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.verify.Verdict;
import java.util.Optional;

/** The one fact of each message, as far as it is known at the playhead. */
final class Facts {
    /** Bytes of plain text in which the first line is looked for. */
    private static final int FIRST_LINE = 120;

    private final Told told;
    private final Words words;
    private final CertificateFacts certificates;
    private final HelloFacts hellos;

    Facts(Told told) {
        this.told = told;
        this.words = told.view().words();
        this.certificates = new CertificateFacts(told);
        this.hellos = new HelloFacts(told);
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
            case ENCRYPTED -> bytes(encrypted(message), message);
            case TRUNCATED_HANDSHAKE -> bytes("diagram.fact.truncated_handshake", message);
            case CERTIFICATE_URL, SUPPLEMENTAL_DATA, HEARTBEAT ->
                    bytes("diagram.fact.bytes", message);
            case CLIENT_HELLO,
                    SERVER_HELLO,
                    HELLO_RETRY_REQUEST,
                    NEW_SESSION_TICKET,
                    ENCRYPTED_EXTENSIONS,
                    CERTIFICATE,
                    COMPRESSED_CERTIFICATE,
                    SERVER_KEY_EXCHANGE,
                    CERTIFICATE_VERIFY,
                    CLIENT_KEY_EXCHANGE,
                    CERTIFICATE_STATUS,
                    KEY_UPDATE,
                    UNKNOWN_HANDSHAKE,
                    ALERT,
                    APPLICATION_DATA,
                    PLAINTEXT_PRELUDE,
                    NOT_TLS,
                    GAP,
                    OVERLAP ->
                    ofContent(message);
        };
    }

    /** To whoever lacks a key; to an onlooker it is what it is. */
    private static String encrypted(MessageRead message) {
        return message.isClosedToOnlooker() ? "diagram.fact.bytes" : "diagram.fact.encrypted";
    }

    private Fact ofContent(MessageRead message) {
        return switch (message.content()) {
            case ClientHello hello -> hellos.client(hello);
            case ServerHello hello ->
                    hello.isHelloRetryRequest() ? hellos.retry(hello) : hellos.server(hello);
            case HelloRetryRequest retry -> hellos.retry(retry);
            case EncryptedExtensions extensions -> hellos.encrypted(extensions);
            case Certificate certificate -> certificates.fact(message, certificate);
            case CompressedCertificate compressed -> certificates.compressed(message, compressed);
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
                    message.type() == MessageType.PLAINTEXT_PRELUDE
                            ? Fact.low(said(message, prelude))
                            : prelude.protocol().equals("unknown")
                                    ? bytes("diagram.fact.bytes", message)
                                    : text(
                                            "diagram.fact.not_tls",
                                            Printable.of(prelude.protocol()),
                                            message.bytes().length());
            case null ->
                    bytes(
                            message.isSealed() ? "diagram.fact.bytes" : "diagram.fact.unreadable",
                            message);
            case HelloRequest other -> Fact.NONE;
            case EndOfEarlyData other -> Fact.NONE;
            case CertificateRequest other -> Fact.NONE;
            case ClientCertificateRequest other -> Fact.NONE;
            case CertificateUrl other -> Fact.NONE;
            case SupplementalData other -> Fact.NONE;
            case EktKey other -> Fact.NONE;
            case NextProtocol other -> Fact.NONE;
            case ServerHelloDone other -> Fact.NONE;
            case Finished other -> Fact.NONE;
            case ChangeCipherSpec other -> Fact.NONE;
            case TcpSegment other -> Fact.NONE;
        };
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
                            hellos.exchange()
                                    .flatMap(HelloFacts::decided)
                                    .map(Facts::name)
                                    .orElse("ECDH"),
                            length);
            case OTHER -> text("diagram.fact.bytes", length);
        };
    }

    private Fact changeCipherSpec() {
        return told.session()
                        .first(MessageType.SERVER_HELLO)
                        .filter(told::isNoSecret)
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

    /** The first line of what was said in plain text; how much, where it is none. */
    private String said(MessageRead message, Prelude prelude) {
        String line =
                prelude.data()
                        .slice(0, Math.min(FIRST_LINE, prelude.data().length()))
                        .latin1()
                        .lines()
                        .findFirst()
                        .orElse("")
                        .strip();
        boolean legible = !line.isEmpty() && line.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        String said = legible ? line : words.text("diagram.fact.bytes", message.bytes().length());
        return prelude.protocol().equals("unknown")
                ? said
                : Printable.of(prelude.protocol()) + ": " + said;
    }

    private Fact bytes(String key, MessageRead message) {
        return text(key, message.bytes().length());
    }

    private Fact text(String key, Object... args) {
        return Fact.of(words.text(key, args));
    }

    /** A code's name, or its number where it has none. */
    static String name(Code code) {
        return code.known()
                ? code.name()
                : (code.grease() ? "GREASE " : "")
                        + (code.width() == 1 ? "" + code.code() : "0x%04x".formatted(code.code()));
    }
}
