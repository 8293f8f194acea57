package dev.handshake.diagram;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import dev.handshake.message.Alert;
import dev.handshake.message.ApplicationData;
import dev.handshake.message.Certificate;
import dev.handshake.message.CertificateStatus;
import dev.handshake.message.CertificateVerify;
import dev.handshake.message.ChangeCipherSpec;
import dev.handshake.message.ClientHello;
import dev.handshake.message.ClientKeyExchange;
import dev.handshake.message.Content;
import dev.handshake.message.EncryptedExtensions;
import dev.handshake.message.Finished;
import dev.handshake.message.Messages;
import dev.handshake.message.NewSessionTicket;
import dev.handshake.message.OcspResponse;
import dev.handshake.message.Prelude;
import dev.handshake.message.ServerHello;
import dev.handshake.message.ServerHelloDone;
import dev.handshake.message.ServerKeyExchange;
import dev.handshake.message.X509;
import dev.handshake.message.extension.Alpn;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.KeyShare;
import dev.handshake.message.extension.ServerName;
import dev.handshake.message.extension.StatusRequest;
import dev.handshake.message.extension.SupportedGroups;
import dev.handshake.message.extension.SupportedVersions;
import dev.handshake.record.Epoch;
import dev.handshake.registry.AlertDescription;
import dev.handshake.registry.AlertLevel;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.CompressionMethod;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.registry.SignatureScheme;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Negotiated;
import dev.handshake.session.Outcome;
import dev.handshake.session.Provenance;
import dev.handshake.session.Session;
import dev.handshake.session.Timing;
import dev.handshake.verify.Evidence;
import dev.handshake.verify.Verdict;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sessions made by hand, to see every kind of row without a connection. */
public final class Handmade {
    private static final Instant STARTED = Instant.parse("2026-11-23T08:32:56Z");
    private static final Bytes RANDOM =
            Bytes.ofHex("64c64c38b971dbb46dc155e8b494e0d0048447df564bab67fc630ca0a36cff42");

    /** As Linux sends it: MSS, SACK permitted, timestamps, a filler, window scale. */
    private static final String SYN =
            "a5b00019495b8a3400000000a002faf0fe300000020405b40402080a4d3f5ea90000000001030307";

    private static final String SYN_ACK =
            "0019a5b0b1c7e2f0495b8a35a012fe88fe300000020405b40402080a9c1a22334d3f5ea901030307";

    private static final String ACK =
            "a5b00019495b8a35b1c7e2f1801001f6fe2800000101080a4d3f5eaa9c1a2233";

    private final List<MessageRead> messages = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private long nanos;

    private Handmade() {}

    /** The lesson: TLS 1.2, a stapled OCSP response, two certificates. */
    public static Session tls12() {
        Handmade session = new Handmade();
        session.tcp();
        session.hello(755_000);
        session.serverHello12();
        session.later(0, Sender.SERVER, MessageType.CERTIFICATE, chain(false, false));
        session.later(
                0, Sender.SERVER, MessageType.CERTIFICATE_STATUS, new CertificateStatus(1, ocsp()));
        session.later(0, Sender.SERVER, MessageType.SERVER_KEY_EXCHANGE, exchange());
        session.later(0, Sender.SERVER, MessageType.SERVER_HELLO_DONE, new ServerHelloDone());
        session.rest12();
        session.sound(6, 8, 12, 15);
        return session.build(completed());
    }

    private void rest12() {
        later(
                1_001_000,
                Sender.CLIENT,
                MessageType.CLIENT_KEY_EXCHANGE,
                new ClientKeyExchange(ClientKeyExchange.KeyExchange.ECDHE, RANDOM));
        later(0, Sender.CLIENT, MessageType.CHANGE_CIPHER_SPEC, new ChangeCipherSpec());
        sealed(0, Sender.CLIENT, MessageType.FINISHED, Epoch.APPLICATION, finished(12));
        later(
                446_000,
                Sender.SERVER,
                MessageType.NEW_SESSION_TICKET,
                new NewSessionTicket(7200, 0, Bytes.EMPTY, RANDOM, List.of()));
        later(0, Sender.SERVER, MessageType.CHANGE_CIPHER_SPEC, new ChangeCipherSpec());
        sealed(0, Sender.SERVER, MessageType.FINISHED, Epoch.APPLICATION, finished(12));
        farewell();
    }

    private void farewell() {
        sealed(
                1_592_000,
                Sender.CLIENT,
                MessageType.APPLICATION_DATA,
                Epoch.APPLICATION,
                data("GET / HTTP/1.1\r\nHost: www.msn.com\r\nConnection: close\r\n\r\n"));
        sealed(
                182_000,
                Sender.SERVER,
                MessageType.APPLICATION_DATA,
                Epoch.APPLICATION,
                data("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nhello\n"));
        sealed(116_000, Sender.SERVER, MessageType.ALERT, Epoch.APPLICATION, closeNotify());
        sealed(1_074_000, Sender.CLIENT, MessageType.ALERT, Epoch.APPLICATION, closeNotify());
    }

    /** TLS 1.3 with a hybrid group, a ghost row and tickets. */
    public static Session tls13() {
        Handmade session = new Handmade();
        session.tcp();
        session.hello(758_000);
        NamedGroup group = NamedGroup.named("X25519MLKEM768").orElseThrow();
        session.later(
                962_000,
                Sender.SERVER,
                MessageType.SERVER_HELLO,
                new ServerHello(
                        ProtocolVersion.TLS_1_2,
                        RANDOM,
                        RANDOM,
                        suite("TLS_AES_256_GCM_SHA384"),
                        new CompressionMethod(0),
                        List.of(
                                new SupportedVersions(List.of(ProtocolVersion.TLS_1_3)),
                                new KeyShare(List.of(new KeyShare.Entry(group, RANDOM)), null))));
        session.later(0, Sender.SERVER, MessageType.CHANGE_CIPHER_SPEC, new ChangeCipherSpec());
        session.sealed(
                0,
                Sender.SERVER,
                MessageType.ENCRYPTED_EXTENSIONS,
                Epoch.HANDSHAKE,
                new EncryptedExtensions(List.of(new Alpn(List.of("http/1.1")))));
        session.absent(
                Sender.SERVER,
                MessageType.CERTIFICATE_REQUEST,
                null,
                "diagram.fact.certificate_request");
        session.sealed(
                0, Sender.SERVER, MessageType.CERTIFICATE, Epoch.HANDSHAKE, chain(false, true));
        session.sealed(
                0,
                Sender.SERVER,
                MessageType.CERTIFICATE_VERIFY,
                Epoch.HANDSHAKE,
                new CertificateVerify(
                        SignatureScheme.named("rsa_pss_rsae_sha256").orElseThrow(), RANDOM));
        session.sealed(0, Sender.SERVER, MessageType.FINISHED, Epoch.HANDSHAKE, finished(48));
        session.later(
                900_000, Sender.CLIENT, MessageType.CHANGE_CIPHER_SPEC, new ChangeCipherSpec());
        session.sealed(0, Sender.CLIENT, MessageType.FINISHED, Epoch.HANDSHAKE, finished(48));
        session.sealed(
                300_000,
                Sender.CLIENT,
                MessageType.APPLICATION_DATA,
                Epoch.APPLICATION,
                data("GET / HTTP/1.1\r\nHost: www.msn.com\r\n\r\n"));
        for (int i = 0; i < 2; i++) {
            session.sealed(
                    200_000L * (1 - i),
                    Sender.SERVER,
                    MessageType.NEW_SESSION_TICKET,
                    Epoch.APPLICATION,
                    new NewSessionTicket(604_800, 7, Bytes.of(new byte[1]), RANDOM, List.of()));
        }
        session.sealed(
                99_000_000,
                Sender.SERVER,
                MessageType.APPLICATION_DATA,
                Epoch.APPLICATION,
                data("HTTP/1.1 200 OK\r\n\r\nhello\n"));
        session.sealed(3, Sender.SERVER, MessageType.ALERT, Epoch.APPLICATION, closeNotify());
        session.sound(8, 9, 12, 10);
        return session.build(completed());
    }

    /** TLS 1.3 whose keys nobody knows. */
    public static Session unknownKeys() {
        Handmade session = new Handmade();
        session.hello(0);
        session.serverHello12();
        for (int i = 0; i < 3; i++) {
            session.add(
                    10,
                    Sender.SERVER,
                    MessageType.ENCRYPTED,
                    Provenance.OBSERVED,
                    null,
                    Bytes.of(new byte[400 + i]),
                    null);
        }
        session.add(
                10,
                Sender.CLIENT,
                MessageType.ENCRYPTED_HANDSHAKE,
                Provenance.OBSERVED,
                Epoch.APPLICATION,
                Bytes.of(new byte[40]),
                null);
        return session.build(
                new Outcome(
                        Outcome.Status.INCOMPLETE,
                        Phrase.of("diagram.fact.bytes", 40),
                        null,
                        null));
    }

    /** The server refuses the offer. */
    public static Session refused() {
        Handmade session = new Handmade();
        session.tcp();
        session.hello(770_000);
        Alert alert = new Alert(AlertLevel.FATAL, AlertDescription.HANDSHAKE_FAILURE);
        session.later(246_000, Sender.SERVER, MessageType.ALERT, alert);
        return session.build(
                new Outcome(
                        Outcome.Status.FAILED,
                        Phrase.of("target.path"),
                        Failure.of(Failure.Kind.ALERT_RECEIVED, 40),
                        new Outcome.Raised(Sender.SERVER, alert, 5)));
    }

    /** No connection came to be. */
    public static Session unreachable() {
        return new Handmade()
                .build(
                        new Outcome(
                                Outcome.Status.FAILED,
                                Phrase.of("target.scheme", "ftp"),
                                Failure.of(Failure.Kind.REFUSED, "127.0.0.1", 8443),
                                null));
    }

    /** It completes, but its certificate has expired. */
    public static Session expired() {
        Handmade session = new Handmade();
        session.tcp();
        session.hello(716_000);
        session.serverHello12();
        session.later(0, Sender.SERVER, MessageType.CERTIFICATE, chain(true, false));
        session.absent(
                Sender.CLIENT,
                MessageType.ALERT,
                new Alert(AlertLevel.FATAL, AlertDescription.CERTIFICATE_EXPIRED),
                "target.empty");
        session.absent(
                Sender.SERVER,
                MessageType.CERTIFICATE_STATUS,
                null,
                "diagram.fact.certificate_request");
        session.later(0, Sender.SERVER, MessageType.SERVER_KEY_EXCHANGE, exchange());
        session.later(0, Sender.SERVER, MessageType.SERVER_HELLO_DONE, new ServerHelloDone());
        session.rest12();
        session.verdict(Verdict.Check.CHAIN, Verdict.Result.PASS, 6);
        session.verdict(Verdict.Check.HOSTNAME, Verdict.Result.PASS, 6);
        session.verdict(Verdict.Check.VALIDITY, Verdict.Result.FAIL, 6);
        session.verdict(Verdict.Check.SERVER_SIGNATURE, Verdict.Result.FAIL, 7);
        return session.build(completed());
    }

    /** Just these messages. */
    public static Session with(List<MessageRead> messages) {
        Handmade session = new Handmade();
        session.messages.addAll(messages);
        return session.build(completed());
    }

    private void sound(int certificate, int signature, int client, int server) {
        verdict(Verdict.Check.CHAIN, Verdict.Result.PASS, certificate);
        verdict(Verdict.Check.HOSTNAME, Verdict.Result.PASS, certificate);
        verdict(Verdict.Check.VALIDITY, Verdict.Result.PASS, certificate);
        verdict(Verdict.Check.SERVER_SIGNATURE, Verdict.Result.PASS, signature);
        verdict(Verdict.Check.CLIENT_FINISHED, Verdict.Result.PASS, client);
        verdict(Verdict.Check.SERVER_FINISHED, Verdict.Result.PASS, server);
    }

    private void verdict(Verdict.Check check, Verdict.Result result, int message) {
        verdicts.add(
                new Verdict(
                        check, result, Phrase.of("app.name"), List.of(Evidence.whole(message))));
    }

    private void tcp() {
        add(0, Sender.CLIENT, MessageType.SYN, Provenance.INFERRED, null, Bytes.EMPTY, null);
        long before = nanos;
        add(0, Sender.SERVER, MessageType.SYN_ACK, Provenance.INFERRED, null, Bytes.EMPTY, null);
        messages.set(1, withoutTime(messages.get(1)));
        nanos = before;
        add(29_000, Sender.CLIENT, MessageType.ACK, Provenance.INFERRED, null, Bytes.EMPTY, null);
    }

    private static MessageRead withoutTime(MessageRead message) {
        return new MessageRead(
                message.number(),
                OptionalLong.empty(),
                message.from(),
                message.type(),
                message.provenance(),
                message.epoch(),
                message.bytes(),
                message.fields(),
                message.content(),
                message.reason());
    }

    private void hello(long after) {
        List<CipherSuite> suites =
                IntStream.concat(IntStream.range(0xc013, 0xc027), IntStream.of(0x1301, 0x00ff))
                        .mapToObj(CipherSuite::new)
                        .toList();
        List<Extension> extensions =
                List.of(
                        new ServerName("www.msn.com"),
                        new SupportedVersions(
                                List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2)),
                        new SupportedGroups(
                                IntStream.of(0x11ec, 0x1d, 0x17, 0x18, 0x19, 0x100)
                                        .mapToObj(NamedGroup::new)
                                        .toList()),
                        new Alpn(List.of("http/1.1")));
        later(
                after,
                Sender.CLIENT,
                MessageType.CLIENT_HELLO,
                new ClientHello(
                        ProtocolVersion.TLS_1_2,
                        RANDOM,
                        Bytes.EMPTY,
                        suites,
                        List.of(new CompressionMethod(0)),
                        extensions));
    }

    private void serverHello12() {
        later(
                842_000,
                Sender.SERVER,
                MessageType.SERVER_HELLO,
                new ServerHello(
                        ProtocolVersion.TLS_1_2,
                        RANDOM,
                        Bytes.EMPTY,
                        suite("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
                        new CompressionMethod(0),
                        List.of(new Alpn(List.of("http/1.1")))));
    }

    private static CipherSuite suite(String name) {
        return CipherSuite.named(name).orElseThrow();
    }

    private static ServerKeyExchange exchange() {
        return new ServerKeyExchange(
                NamedGroup.named("x25519").orElseThrow(),
                RANDOM,
                RANDOM,
                0,
                SignatureScheme.named("rsa_pss_rsae_sha256").orElseThrow(),
                RANDOM);
    }

    private static Certificate chain(boolean expired, boolean stapled) {
        X509 leaf =
                certificate(
                        "www.msn.com",
                        "TLS Handshake Lab Issuing CA 1",
                        expired ? "2026-10-19T23:59:59Z" : "2027-05-22T00:00:00Z",
                        2048);
        X509 issuer =
                certificate(
                        "TLS Handshake Lab Issuing CA 1",
                        "TLS Handshake Lab Root R1",
                        "2036-11-20T00:00:00Z",
                        4096);
        return new Certificate(
                Bytes.EMPTY,
                List.of(
                        new Certificate.Entry(
                                RANDOM,
                                leaf,
                                stapled ? List.of(new StatusRequest(1, ocsp())) : List.of()),
                        new Certificate.Entry(RANDOM, issuer, List.of())));
    }

    private static X509 certificate(String name, String issuer, String until, int bits) {
        return new X509(
                BigInteger.TEN,
                "CN=" + name,
                "CN=" + issuer,
                name,
                issuer,
                Instant.parse("2026-07-21T00:00:00Z"),
                Instant.parse(until),
                "RSA",
                bits,
                "",
                "sha256WithRSAEncryption",
                List.of(name),
                List.of(),
                false,
                RANDOM);
    }

    private static OcspResponse ocsp() {
        return new OcspResponse(
                RANDOM,
                "successful",
                "good",
                BigInteger.TEN,
                STARTED,
                STARTED,
                Instant.parse("2026-11-30T00:00:00Z"),
                null,
                "CN=TLS Handshake Lab Issuing CA 1");
    }

    private static Finished finished(int length) {
        return new Finished(Bytes.of(new byte[length]));
    }

    private static ApplicationData data(String text) {
        return new ApplicationData(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * From a stranger's capture: segments that were seen, words before TLS, bytes that are missing,
     * and others that came twice.
     */
    public static Session captured() {
        Handmade session = new Handmade();
        session.segment(Sender.CLIENT, MessageType.SYN, SYN);
        session.segment(Sender.SERVER, MessageType.SYN_ACK, SYN_ACK);
        session.segment(Sender.CLIENT, MessageType.ACK, ACK);
        session.said(Sender.SERVER, "220 mail.example.org ESMTP ready\r\n");
        session.said(Sender.CLIENT, "EHLO client.example.org\r\n");
        session.said(Sender.SERVER, "250-mail.example.org\r\n250 STARTTLS\r\n");
        session.said(Sender.CLIENT, "STARTTLS\r\n");
        session.said(Sender.SERVER, "220 Go ahead\r\n");
        session.hello(758_000);
        session.remark(Sender.CLIENT, MessageType.OVERLAP, Phrase.of("gap.overlap", 12));
        session.serverHello12();
        session.remark(Sender.SERVER, MessageType.GAP, Phrase.of("gap.missing", 1448));
        session.later(0, Sender.SERVER, MessageType.SERVER_HELLO_DONE, new ServerHelloDone());
        session.remark(Sender.CLIENT, MessageType.GAP, Phrase.of("gap.before"));
        session.segment(Sender.CLIENT, MessageType.FIN, ACK);
        session.segment(Sender.SERVER, MessageType.FIN, ACK);
        session.remark(Sender.SERVER, MessageType.GAP, Phrase.of("gap.missing", 3));
        Session made =
                session.build(
                        new Outcome(
                                Outcome.Status.INCOMPLETE,
                                Phrase.of("outcome.incomplete"),
                                null,
                                null));
        return new Session(
                Origin.CAPTURE,
                new Endpoint("2001:db8:85a3::8a2e:370:7334", 42416),
                new Endpoint("192.0.2.25", 25),
                made.started(),
                made.outcome(),
                made.negotiated(),
                made.timing(),
                made.verdicts(),
                made.records(),
                made.messages(),
                made.recording(),
                made.known(),
                made.trustAnchors(),
                made.roles());
    }

    /** The same of a client that asked for the name. */
    static Session named(Session made, String sni) {
        return new Session(
                made.origin(),
                made.client(),
                made.server(),
                made.started(),
                made.outcome(),
                new Negotiated(
                        null,
                        null,
                        null,
                        null,
                        sni,
                        null,
                        Negotiated.Resumption.NONE,
                        Negotiated.EarlyData.NONE,
                        false,
                        false,
                        false,
                        null),
                made.timing(),
                made.verdicts(),
                made.records(),
                made.messages(),
                made.recording(),
                made.known(),
                made.trustAnchors(),
                made.roles());
    }

    private void segment(Sender from, MessageType type, String header) {
        Messages.Read read = Messages.tcp(Bytes.ofHex(header));
        nanos += 100_000;
        messages.add(
                new MessageRead(
                        1 + sent(),
                        OptionalLong.of(nanos),
                        from,
                        type,
                        Provenance.OBSERVED,
                        Epoch.PLAINTEXT,
                        Bytes.ofHex(header),
                        read.fields(),
                        read.content(),
                        null));
    }

    private void said(Sender from, String text) {
        Bytes bytes = Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
        add(
                10_000_000,
                from,
                MessageType.PLAINTEXT_PRELUDE,
                Provenance.OBSERVED,
                Epoch.PLAINTEXT,
                bytes,
                new Prelude("SMTP", bytes));
    }

    private void remark(Sender from, MessageType type, Phrase reason) {
        messages.add(
                new MessageRead(
                        0,
                        OptionalLong.of(nanos),
                        from,
                        type,
                        Provenance.ABSENT,
                        null,
                        Bytes.EMPTY,
                        List.of(),
                        null,
                        reason));
    }

    private int sent() {
        return (int) messages.stream().filter(message -> !message.isAbsent()).count();
    }

    private static Alert closeNotify() {
        return new Alert(AlertLevel.WARNING, AlertDescription.CLOSE_NOTIFY);
    }

    private void later(long after, Sender from, MessageType type, Content content) {
        add(after, from, type, Provenance.OBSERVED, Epoch.PLAINTEXT, RANDOM, content);
    }

    private void sealed(long after, Sender from, MessageType type, Epoch epoch, Content content) {
        Bytes bytes = content instanceof ApplicationData data ? data.data() : RANDOM;
        add(after, from, type, Provenance.DECRYPTED, epoch, bytes, content);
    }

    private void absent(Sender from, MessageType type, @Nullable Content content, String reason) {
        messages.add(
                new MessageRead(
                        0,
                        OptionalLong.empty(),
                        from,
                        type,
                        Provenance.ABSENT,
                        null,
                        Bytes.EMPTY,
                        List.of(),
                        content,
                        Phrase.of(reason)));
    }

    private void add(
            long after,
            Sender from,
            MessageType type,
            Provenance provenance,
            @Nullable Epoch epoch,
            Bytes bytes,
            @Nullable Content content) {
        nanos += after;
        messages.add(
                new MessageRead(
                        1 + sent(),
                        OptionalLong.of(nanos),
                        from,
                        type,
                        provenance,
                        epoch,
                        bytes,
                        List.of(),
                        content,
                        null));
    }

    private static Outcome completed() {
        return new Outcome(Outcome.Status.COMPLETED, Phrase.of("app.name"), null, null);
    }

    private Session build(Outcome outcome) {
        return new Session(
                new Origin(Origin.Kind.LAB, "www.msn.com", 443, "tls12", false),
                new Endpoint("127.0.0.1", 42416),
                new Endpoint("127.0.0.1", 8443),
                STARTED,
                outcome,
                Negotiated.NOTHING,
                Timing.UNKNOWN,
                verdicts,
                List.of(),
                messages,
                _ -> {},
                List.of(),
                List.of(),
                List.of());
    }
}
