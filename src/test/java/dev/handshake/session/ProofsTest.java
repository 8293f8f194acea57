package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.Connection;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.record.OpensslPair;
import dev.handshake.verify.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proved of handshakes between OpenSSL's client and server, and of recorded ones. */
class ProofsTest {
    private static final String WEAK = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";

    @TempDir private @Nullable Path temporary;

    private Path folder() {
        return Objects.requireNonNull(temporary);
    }

    // -- signatures and Finished of every version

    @ParameterizedTest
    @CsvSource({
        "-tls1, ECDHE-ECDSA-AES128-SHA, P-256, SHA1",
        "-tls1_1, ECDHE-RSA-AES128-SHA, RSA, MD5+SHA1",
        "-tls1_1, DHE-RSA-AES128-SHA, RSA, MD5+SHA1",
        "-tls1_2, ECDHE-RSA-AES128-GCM-SHA256, RSA, rsa_pss_rsae_sha256",
        "-tls1_2, ECDHE-ECDSA-AES128-GCM-SHA256, P-256, ecdsa_secp256r1_sha256",
        "-tls1_3, '', P-256, ecdsa_secp256r1_sha256",
        "-tls1_3, '', RSA, rsa_pss_rsae_sha256",
        "-tls1_3, '', ED25519, ed25519"
    })
    void provesBothSides(String version, String suite, String key, String how) throws Exception {
        makeKey(key);
        String ciphers = suite.isEmpty() ? WEAK : suite + ":@SECLEVEL=0";
        try (OpensslPair server =
                OpensslPair.serving(folder(), version, "-cipher", WEAK, "-Verify", "1")) {
            Session session =
                    session(
                            server.connect(
                                    "-cipher",
                                    ciphers,
                                    "-cert",
                                    file("cert.pem"),
                                    "-key",
                                    file("key.pem")));

            expect(
                    session,
                    Verdict.Check.SERVER_SIGNATURE,
                    Verdict.Result.PASS,
                    "server_signature.proved");
            expect(
                    session,
                    Verdict.Check.CLIENT_SIGNATURE,
                    Verdict.Result.PASS,
                    "client_signature.proved");
            expect(
                    session,
                    Verdict.Check.SERVER_FINISHED,
                    Verdict.Result.PASS,
                    "server_finished.equal");
            expect(
                    session,
                    Verdict.Check.CLIENT_FINISHED,
                    Verdict.Result.PASS,
                    "client_finished.equal");
            assertThat(reason(session, Verdict.Check.SERVER_SIGNATURE).args()).containsExactly(how);
            assertThat(reason(session, Verdict.Check.CLIENT_SIGNATURE).args()).containsExactly(how);
        }
    }

    @Test
    void seesThatAnotherKeySigned() throws Exception {
        makeKey("RSA");
        try (OpensslPair server = OpensslPair.serving(folder(), "-tls1_1", "-cipher", WEAK)) {
            OpensslPair.Recorded recorded =
                    server.connect("-cipher", "ECDHE-RSA-AES128-SHA:@SECLEVEL=0");
            Session whole = session(recorded);
            MessageRead exchange = whole.first(MessageType.SERVER_KEY_EXCHANGE).orElseThrow();
            String signed = exchange.bytes().hex();
            List<Replay.Chunk> changed =
                    recorded.chunks().stream()
                            .map(chunk ->
                                    new Replay.Chunk(
                                            chunk.from(),
                                            Bytes.ofHex(
                                                    chunk.bytes()
                                                            .hex()
                                                            .replace(signed, otherEnd(signed)))))
                            .toList();

            Session session = session(changed, recorded.keys());
            expect(
                    session,
                    Verdict.Check.SERVER_SIGNATURE,
                    Verdict.Result.FAIL,
                    "server_signature.forged");
            expect(
                    session,
                    Verdict.Check.SERVER_FINISHED,
                    Verdict.Result.FAIL,
                    "server_finished.different");
        }
    }

    private static String otherEnd(String hex) {
        char last = hex.charAt(hex.length() - 1);
        return hex.substring(0, hex.length() - 1) + (last == '0' ? '1' : '0');
    }

    // -- servers that show no certificate, or sign nothing

    @ParameterizedTest
    @CsvSource({
        "AES128-SHA256, RSA, server_signature.decrypts",
        "ADH-AES128-SHA256, P-256, absent.anonymous",
        "PSK-AES128-CBC-SHA256, P-256, absent.shared_key",
        "ECDHE-PSK-AES128-CBC-SHA256, P-256, absent.shared_key",
        "RSA-PSK-AES128-CBC-SHA256, RSA, server_signature.decrypts"
    })
    void saysWhyNothingIsSigned(String suite, String key, String word) throws Exception {
        makeKey(key);
        String[] psk = {"-psk", "0123456789abcdef"};
        try (OpensslPair server =
                OpensslPair.serving(folder(), "-tls1_2", "-cipher", WEAK, psk[0], psk[1])) {
            Session session =
                    session(server.connect("-cipher", suite + ":@SECLEVEL=0", psk[0], psk[1]));

            assertThat(session.outcome().status()).isEqualTo(Outcome.Status.COMPLETED);
            expect(session, Verdict.Check.SERVER_SIGNATURE, Verdict.Result.ABSENT, word);
            boolean certified = word.endsWith("decrypts");
            assertThat(session.trusted().isPresent()).isEqualTo(certified);
            if (!certified) {
                expect(session, Verdict.Check.CHAIN, Verdict.Result.ABSENT, word);
                expect(session, Verdict.Check.HOSTNAME, Verdict.Result.ABSENT, word);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1_2, absent.resumed", "-tls1_3, absent.pre_shared_key"})
    void saysThatTheEarlierSessionVouches(String version, String word) throws Exception {
        makeKey("P-256");
        try (OpensslPair server = OpensslPair.serving(folder(), version)) {
            server.connect(
                    List.of(new OpensslPair.Step(Sender.SERVER, "hi", "hi")),
                    "-sess_out",
                    file("session.pem"));
            Session session = session(server.connect("-sess_in", file("session.pem")));

            for (Verdict.Check check :
                    List.of(
                            Verdict.Check.CHAIN,
                            Verdict.Check.HOSTNAME,
                            Verdict.Check.VALIDITY,
                            Verdict.Check.OCSP,
                            Verdict.Check.SCT,
                            Verdict.Check.SERVER_SIGNATURE)) {
                expect(session, check, Verdict.Result.ABSENT, word);
            }
            assertThat(session.trusted()).isEmpty();
            expect(
                    session,
                    Verdict.Check.SERVER_FINISHED,
                    Verdict.Result.PASS,
                    "server_finished.equal");
        }
    }

    // -- as others recorded it, years ago

    @ParameterizedTest
    @CsvSource({
        "socks-with-ssl.pcap, TLS 1.0, server_signature.proved, extended_master_secret.not_offered",
        "mysql/encrypted.pcap, TLS 1.1, server_signature.proved, extended_master_secret.not_offered",
        "globus-url-copy-bad-encoding.pcap, TLS 1.0, server_signature.decrypts, extended_master_secret.not_offered",
        "tls/client-certificate.pcap, TLS 1.2, server_signature.proved, extended_master_secret.negotiated",
        "tls/tls13_psk_succesfull.pcap, TLS 1.3, absent.pre_shared_key, extended_master_secret.tls13",
        "http/connect-with-header.pcap, TLS 1.2, absent.resumed, extended_master_secret.not_offered"
    })
    void judgesWhatOthersRecorded(String name, String version, String signature, String secret)
            throws Exception {
        Session session =
                recorded(Needs.shared("corpus/captures/zeek/" + name), version, signature);

        assertThat(reason(session, Verdict.Check.EXTENDED_MASTER_SECRET).key())
                .isEqualTo("verdict." + secret);
    }

    /** The first connection of the capture of which this is said. */
    private static Session recorded(Path path, String version, String signature) throws Exception {
        List<String> said = new ArrayList<>();
        try (CaptureFile file = CaptureFile.open(path)) {
            List<Connection> connections = new ArrayList<>();
            file.index(connections::add, new Cancellation());
            for (Connection connection : connections) {
                SessionBuilder builder = new SessionBuilder(_ -> {});
                file.source(connection, file.keys()).capture(builder);
                Session session = builder.snapshot();
                String one =
                        Objects.toString(session.negotiated().version())
                                + " "
                                + session.verdict(Verdict.Check.SERVER_SIGNATURE)
                                        .map(it -> it.reason().key())
                                        .orElse("");
                if (one.startsWith(version) && one.endsWith(" verdict." + signature)) {
                    return session;
                }
                said.add(one);
            }
        }
        throw new AssertionError(said.toString());
    }

    // -- making and telling

    private void makeKey(String kind) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Needs.program("openssl").toString(),
                                "req",
                                "-x509",
                                "-nodes",
                                "-subj",
                                "/CN=localhost",
                                "-keyout",
                                file("key.pem"),
                                "-out",
                                file("cert.pem"),
                                "-newkey"));
        command.addAll(
                switch (kind) {
                    case "RSA" -> List.of("rsa:2048");
                    case "ED25519" -> List.of("ed25519");
                    default -> List.of("ec", "-pkeyopt", "ec_paramgen_curve:" + kind);
                });
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor()).isZero();
        assertThat(Files.exists(folder().resolve("key.pem"))).isTrue();
    }

    private String file(String name) {
        return folder().resolve(name).toString();
    }

    private static Session session(OpensslPair.Recorded recorded) {
        return session(
                recorded.chunks().stream()
                        .map(chunk -> new Replay.Chunk(chunk.from(), chunk.bytes()))
                        .toList(),
                recorded.keys());
    }

    private static Session session(List<Replay.Chunk> chunks, KeyRing keys) {
        List<CaptureEvent> events = Replay.events(chunks, List.of());
        events.set(
                0,
                new CaptureEvent.Opened(
                        0,
                        new Origin(Origin.Kind.LIVE, "localhost", 443, null, false),
                        Instant.now(),
                        List.of(),
                        keys,
                        null));
        return Replay.session(events);
    }

    private static Phrase reason(Session session, Verdict.Check check) {
        return session.verdict(check).orElseThrow().reason();
    }

    private static void expect(
            Session session, Verdict.Check check, Verdict.Result result, String word) {
        Verdict verdict = session.verdict(check).orElseThrow();
        assertThat(verdict.reason().key()).isEqualTo("verdict." + word);
        assertThat(verdict.result()).isEqualTo(result);
        assertThat(verdict.evidence()).isNotEmpty();
        for (Language language : Language.values()) {
            Object[] args = verdict.reason().args().toArray();
            assertThat(Words.of(language).text(verdict.reason())).doesNotContain("{", "verdict.");
            assertThat(Words.of(language).text(verdict.reason().key() + ".short", args))
                    .doesNotContain("{", "verdict.")
                    .hasSizeLessThan(24);
        }
    }
}
