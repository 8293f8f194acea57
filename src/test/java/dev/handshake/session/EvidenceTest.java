package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.verify.Evidence;
import dev.handshake.verify.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that a verdict shows are those on which it rests. */
class EvidenceTest {
    private static final Map<String, Session> SESSIONS = new HashMap<>();

    @TempDir private static Path data;

    @BeforeAll
    static void shakeHands() throws Exception {
        System.setProperty("handshake.data", data.toString());
        for (String scenario : List.of("tls12", "tls13")) {
            List<CaptureEvent> events = new ArrayList<>();
            new LabSource(Scenario.named(scenario)).capture(events::add);
            SESSIONS.put(scenario, Replay.session(events));
        }
    }

    @AfterAll
    static void forgetTheLab() {
        System.clearProperty("handshake.data");
    }

    @Test
    void theSignatureOfTls12VerifiesOverWhatIsShown() throws Exception {
        Session session = session("tls12");
        Verdict.Check check = Verdict.Check.SERVER_SIGNATURE;
        List<Bytes> exchange = bytes(session, check, MessageType.SERVER_KEY_EXCHANGE);
        Bytes key = bytes(session, check, MessageType.CERTIFICATE).getFirst();

        Signature verifier = Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(
                new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        verifier.initVerify(publicKey("RSA", key));
        verifier.update(bytes(session, check, MessageType.CLIENT_HELLO).getFirst().toArray());
        verifier.update(bytes(session, check, MessageType.SERVER_HELLO).getFirst().toArray());
        verifier.update(exchange.getFirst().toArray());

        assertThat(session.negotiated().signatureScheme())
                .hasToString("rsa_pss_rsae_sha256 (0x0804)");
        assertThat(exchange).hasSize(2);
        assertThat(verifier.verify(exchange.get(1).toArray())).isTrue();
    }

    @Test
    void theKeyOfTls13IsTheOneThatIsShown() throws Exception {
        Session session = session("tls13");
        List<Evidence> evidence = evidence(session, Verdict.Check.SERVER_SIGNATURE);

        // All that CertificateVerify covers, the certificate among it, and its signature.
        assertThat(evidence)
                .extracting(it -> type(session, it))
                .containsExactly(
                        MessageType.CLIENT_HELLO,
                        MessageType.SERVER_HELLO,
                        MessageType.ENCRYPTED_EXTENSIONS,
                        MessageType.CERTIFICATE,
                        MessageType.CERTIFICATE_VERIFY);
        assertThat(evidence.subList(0, 4)).allMatch(Evidence::isWhole);
        // RFC 9846 §4.5.2: header, algorithm and length go before the signature.
        int length = message(session, MessageType.CERTIFICATE_VERIFY).bytes().length();
        assertThat(evidence.getLast().spans()).containsExactly(new ByteSpan(8, length - 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void theNameIsShownWhereItWasAskedForAndWhereItIsCertified(String scenario) {
        Session session = session(scenario);
        String name = Objects.requireNonNull(session.negotiated().sni());

        assertThat(text(bytes(session, Verdict.Check.HOSTNAME, MessageType.CLIENT_HELLO)))
                .containsExactly(name);
        // dNSName is [2] IMPLICIT IA5String (RFC 5280 §4.2.1.6).
        assertThat(text(bytes(session, Verdict.Check.HOSTNAME, MessageType.CERTIFICATE)))
                .containsExactly("\u0082" + (char) name.length() + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void theTimesOfEveryCertificateAreShown(String scenario) {
        List<Bytes> times =
                bytes(session(scenario), Verdict.Check.VALIDITY, MessageType.CERTIFICATE);

        // SEQUENCE of two UTCTimes of 13 characters (RFC 5280 §4.1.2.5.1).
        assertThat(times).hasSize(2).allMatch(it -> it.hex().matches("301e170d.{26}170d.{26}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void theStapleIsShownBesideTheSerialNumberThatItIsAbout(String scenario) {
        Session session = session(scenario);
        MessageType staple =
                scenario.equals("tls12") ? MessageType.CERTIFICATE_STATUS : MessageType.CERTIFICATE;
        List<Bytes> certificate = bytes(session, Verdict.Check.OCSP, MessageType.CERTIFICATE);
        List<Bytes> response = bytes(session, Verdict.Check.OCSP, staple);

        List<String> integers =
                response.stream().map(Bytes::hex).filter(hex -> hex.startsWith("02")).toList();
        assertThat(certificate.stream().map(Bytes::hex)).containsAnyElementsOf(integers);
        // certStatus good is [0] IMPLICIT NULL (RFC 6960 §4.2.1).
        assertThat(response.stream().map(Bytes::hex)).contains("8000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void theMarkerOfADowngradeWouldEndTheRandom(String scenario) {
        Session session = session(scenario);
        Evidence hello =
                evidence(session, Verdict.Check.DOWNGRADE).stream()
                        .filter(it -> type(session, it) == MessageType.SERVER_HELLO)
                        .findFirst()
                        .orElseThrow();

        // Header 4, legacy_version 2, then 32 bytes (RFC 9846 §4.2.3).
        assertThat(hello.spans()).contains(new ByteSpan(30, 8));
    }

    @Test
    void finishedRestsOnAllMessagesBeforeIt() {
        Session session = session("tls12");
        List<Evidence> evidence = evidence(session, Verdict.Check.CLIENT_FINISHED);

        assertThat(evidence)
                .extracting(it -> type(session, it))
                .containsExactly(
                        MessageType.CLIENT_HELLO,
                        MessageType.SERVER_HELLO,
                        MessageType.CERTIFICATE,
                        MessageType.CERTIFICATE_STATUS,
                        MessageType.SERVER_KEY_EXCHANGE,
                        MessageType.SERVER_HELLO_DONE,
                        MessageType.CLIENT_KEY_EXCHANGE,
                        MessageType.FINISHED);
        assertThat(evidence.getLast().spans()).containsExactly(new ByteSpan(4, 12));
    }

    @Test
    void whatWasCompressedIsShownAsWhatItWasDecodedFrom() throws Exception {
        Session session = CompressedRecording.session("zlib");
        MessageRead compressed = message(session, MessageType.COMPRESSED_CERTIFICATE);
        for (Verdict.Check check : List.of(Verdict.Check.VALIDITY, Verdict.Check.CHAIN)) {
            Evidence shown =
                    evidence(session, check).stream()
                            .filter(it -> it.message() == compressed.number())
                            .findFirst()
                            .orElseThrow();

            // RFC 8879 §4: header 4, algorithm 2, uncompressed_length 3, length 3.
            assertThat(shown.spans())
                    .containsExactly(new ByteSpan(12, compressed.bytes().length() - 12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void everySpanLiesInItsMessage(String scenario) {
        Session session = session(scenario);

        for (Verdict verdict : session.verdicts()) {
            assertThat(verdict.evidence()).as("%s", verdict).isNotEmpty();
            for (Evidence evidence : verdict.evidence()) {
                Bytes message = session.message(evidence.message()).orElseThrow().bytes();
                assertThat(evidence.spans())
                        .as("%s", verdict)
                        .allMatch(span -> span.length() > 0 && span.end() <= message.length());
            }
        }
    }

    // -- what is shown

    private static Session session(String scenario) {
        return Objects.requireNonNull(SESSIONS.get(scenario));
    }

    private static MessageRead message(Session session, MessageType type) {
        return session.first(type).orElseThrow();
    }

    private static MessageType type(Session session, Evidence evidence) {
        return session.message(evidence.message()).orElseThrow().type();
    }

    private static List<Evidence> evidence(Session session, Verdict.Check check) {
        return session.verdict(check).orElseThrow().evidence();
    }

    private static List<Bytes> bytes(Session session, Verdict.Check check, MessageType type) {
        MessageRead message = message(session, type);
        return evidence(session, check).stream()
                .filter(it -> it.message() == message.number())
                .flatMap(it -> it.spans().stream())
                .map(span -> message.bytes().slice(span.offset(), span.length()))
                .toList();
    }

    private static List<String> text(List<Bytes> bytes) {
        return bytes.stream()
                .map(it -> new String(it.toArray(), StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static PublicKey publicKey(String algorithm, Bytes info) throws Exception {
        return KeyFactory.getInstance(algorithm)
                .generatePublic(new X509EncodedKeySpec(info.toArray()));
    }
}
