package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handshake.capture.BadInput;
import dev.handshake.capture.PasswordNeeded;
import dev.handshake.capture.live.ClientIdentity;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that shows who it is, to servers of others. */
final class ClientAuthenticationTest {
    private static final String HOST = "www.proof.example";
    private static final String CLIENT = "client.proof.example";

    @TempDir private Path temp;

    private static Authority.Identity server() {
        return Authority.shared().issue(HOST, Authority.Key.RSA);
    }

    /** A key and its chain in one file. */
    private Path pem(Authority.Identity identity) throws IOException {
        return Files.writeString(
                temp.resolve("client.pem"),
                Files.readString(identity.key()) + Files.readString(identity.chain()));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, -tls1_3, rsa_pss_rsae_sha256",
        "P256, -tls1_3, ecdsa_secp256r1_sha256",
        "P384, -tls1_3, ecdsa_secp384r1_sha384",
        "P521, -tls1_3, ecdsa_secp521r1_sha512",
        "ED25519, -tls1_3, ed25519",
        "RSA, -tls1_2, rsa_pss_rsae_sha256",
        "RSA, -tls1_2 -client_sigalgs RSA+SHA384, rsa_pkcs1_sha384",
        "P256, -tls1_2, ecdsa_secp256r1_sha256",
        "P384, -tls1_2 -client_sigalgs ECDSA+SHA384, ecdsa_secp384r1_sha384",
        "ED25519, -tls1_2, ed25519",
    })
    void opensslAcceptsTheClient(Authority.Key key, String options, String scheme)
            throws Exception {
        Authority.Identity identity = Authority.shared().issue(CLIENT, key);
        ClientIdentity client = ClientIdentity.read(pem(identity), Optional.empty());
        String command =
                options + " -Verify 3 -verify_return_error -CAfile " + Authority.shared().root();
        try (OpensslServer server = OpensslServer.start(server(), command.split(" ", -1))) {
            Shake shake = Shake.with(server, HOST, o -> o.withIdentity(client));
            Report report = shake.report();

            assertThat(report.at("outcome.status")).isEqualTo("completed");
            assertThat(report.at("negotiated.client_certificate")).isEqualTo("true");
            assertThat(report.verdict("client_signature")).isEqualTo("pass");
            assertThat(Report.values(report.message("certificate_verify", clients(report)), SCHEME))
                    .first()
                    .asString()
                    .startsWith(scheme);
            assertThat(server.output())
                    .contains("CN = " + CLIENT)
                    .doesNotContain("verify error")
                    .doesNotContain("verify return:0");
            SavedAgreementTest.agree(shake.session(), temp);
        }
        assertThat(client.subject()).isEqualTo(CLIENT);
        assertThat(client.chain()).hasSize(2);
    }

    private static final String SCHEME = "algorithm";

    /** Which CertificateVerify is the client's: in TLS 1.3 the server has one, too. */
    private static int clients(Report report) {
        return "TLS 1.3".equals(report.at("negotiated.version")) ? 1 : 0;
    }

    @ParameterizedTest
    @CsvSource({"NORMAL", "NORMAL:-VERS-TLS1.3"})
    void gnutlsAcceptsTheClient(String priority) throws Exception {
        Authority.Identity identity = Authority.shared().issue(CLIENT, Authority.Key.P256);
        ClientIdentity client =
                ClientIdentity.read(
                        Authority.shared().pkcs12(identity), Optional.of("secret".toCharArray()));
        try (GnutlsServer server =
                GnutlsServer.start(
                        server(),
                        "--priority=" + priority,
                        "--require-client-cert",
                        "--verify-client-cert",
                        "--x509cafile=" + Authority.shared().root())) {
            Report report = Shake.with(server, HOST, o -> o.withIdentity(client)).report();

            assertThat(report.at("outcome.status")).isEqualTo("completed");
            assertThat(report.at("negotiated.client_certificate")).isEqualTo("true");
            assertThat(report.verdict("client_signature")).isEqualTo("pass");
            assertThat(server.output()).contains(CLIENT).doesNotContain("not trusted");
        }
    }

    /** It asks for ECDSA with SHA-384 only; a key for RSA cannot do that. */
    @ParameterizedTest
    @CsvSource({"-tls1_3", "-tls1_2"})
    void whoCannotSignAsTheServerWantsShowsNothing(String version) throws Exception {
        Authority.Identity identity = Authority.shared().issue(CLIENT, Authority.Key.RSA);
        ClientIdentity client = ClientIdentity.read(pem(identity), Optional.empty());
        String options = version + " -client_sigalgs ECDSA+SHA384 -verify 3";
        try (OpensslServer server = OpensslServer.start(server(), options.split(" ", -1))) {
            Report report = Shake.with(server, HOST, o -> o.withIdentity(client)).report();

            assertThat(report.at("outcome.status")).isEqualTo("completed");
            assertThat(report.at("negotiated.client_certificate")).isEqualTo("false");
        }
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        Authority.Identity one = Authority.shared().issue(CLIENT, Authority.Key.RSA);
        Authority.Identity other = Authority.shared().issue(HOST, Authority.Key.RSA);
        Path store = Authority.shared().pkcs12(one);
        Path crossed =
                Files.writeString(
                        temp.resolve("crossed.pem"),
                        Files.readString(one.key()) + Files.readString(other.certificate()));

        refused(store, Optional.empty(), "capture.keys.password");
        refused(store, Optional.of("wrong".toCharArray()), "capture.keys.wrong_password");
        refused(one.certificate(), Optional.empty(), "options.identity.no_key");
        refused(one.key(), Optional.empty(), "options.identity.no_certificate");
        refused(crossed, Optional.empty(), "options.identity.mismatch");
        refused(temp.resolve("nothing.pem"), Optional.empty(), "capture.file.missing");
        assertThatThrownBy(() -> ClientIdentity.read(store, Optional.empty()))
                .isInstanceOf(PasswordNeeded.class);
    }

    /** DSA is nothing that a client of today could sign with in TLS 1.3. */
    @Test
    void refusesAKeyOfAKindThatItCannotUse() throws Exception {
        Program.run(temp, "openssl", "genpkey", "-genparam", "-algorithm", "DSA", "-out", "p.pem");
        Program.run(temp, "openssl", "genpkey", "-paramfile", "p.pem", "-out", "dsa.key");
        Program.run(
                temp, "openssl", "req", "-x509", "-key", "dsa.key", "-subj", "/CN=x", "-out",
                "dsa.crt");
        Path both =
                Files.writeString(
                        temp.resolve("dsa.pem"),
                        Files.readString(temp.resolve("dsa.key"))
                                + Files.readString(temp.resolve("dsa.crt")));

        refused(both, Optional.empty(), "options.identity.kind");
    }

    private static void refused(Path file, Optional<char[]> password, String key) {
        assertThatThrownBy(() -> ClientIdentity.read(file, password))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        wrong -> {
                            assertThat(wrong.phrase().key()).isEqualTo(key);
                            for (Language language : List.of(Language.values())) {
                                assertThat(Words.of(language).text(wrong.phrase()))
                                        .contains(String.valueOf(file.getFileName()));
                            }
                        });
    }
}
