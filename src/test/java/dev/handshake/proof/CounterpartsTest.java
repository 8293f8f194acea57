package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.Target;
import dev.handshake.capture.live.ClientIdentity;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.ClientSessions;
import dev.handshake.capture.live.Resumption;
import dev.handshake.capture.live.Versions;
import dev.handshake.session.LabScenariosTest;
import dev.handshake.session.Told;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * OpenSSL and GnuTLS, made to behave as a scenario of the lab does: the table that says how the
 * scenario goes says how they go.
 */
final class CounterpartsTest {
    private static final String HOST = "www.proof.example";

    @TempDir private Path temp;

    /** Good, or expired an hour ago; the authority is a day old. */
    enum Certificate {
        RSA(Authority.Key.RSA),
        P256(Authority.Key.P256),
        EXPIRED(Authority.Key.RSA);

        private final Authority.Key key;

        Certificate(Authority.Key key) {
            this.key = key;
        }

        Authority.Identity issue() {
            Instant end = Instant.now().minus(Duration.ofHours(1));
            return this == EXPIRED
                    ? Authority.shared().issue(HOST, key, end.minus(Duration.ofHours(12)), end)
                    : Authority.shared().issue(HOST, key);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls12-rsa, RSA, -tls1_2 -cipher AES256-GCM-SHA384",
        "tls12-dhe, RSA, -tls1_2 -cipher DHE-RSA-AES256-GCM-SHA384",
        "tls12-ecdsa, P256, -tls1_2 -cipher ECDHE-ECDSA-AES128-GCM-SHA256 -groups P-256",
        "tls13-x25519, P256, -tls1_3 -ciphersuites TLS_AES_256_GCM_SHA384 -groups X25519",
        "tls13-hrr, P256, -tls1_3 -ciphersuites TLS_AES_256_GCM_SHA384 -groups P-384",
        "expired, EXPIRED, -tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256 -groups X25519",
        "no-common-version, P256, -tls1_3",
        "no-common-cipher, RSA, -tls1_2 -cipher AES128-CCM",
        "no-common-group, P256, -tls1_3 -groups X448",
    })
    void opensslGoesAsTheLab(String scenario, Certificate certificate, String options)
            throws Exception {
        try (OpensslServer server =
                OpensslServer.start(certificate.issue(), options.split(" ", -1))) {
            goesAs(scenario, server);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls12-rsa, RSA, NORMAL:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+AES-256-GCM:-KX-ALL:+RSA",
        "tls13-x25519, P256, NORMAL:-VERS-ALL:+VERS-TLS1.3:-CIPHER-ALL:+AES-256-GCM:-GROUP-ALL:+GROUP-X25519",
        "tls13-hrr, P256, NORMAL:-VERS-ALL:+VERS-TLS1.3:-CIPHER-ALL:+AES-256-GCM:-GROUP-ALL:+GROUP-SECP384R1",
        "expired, EXPIRED, NORMAL:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+AES-128-GCM:-KX-ALL:+ECDHE-RSA:-GROUP-ALL:+GROUP-X25519",
        "no-common-cipher, RSA, NORMAL:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+CAMELLIA-256-GCM",
        "no-common-group, P256, NORMAL:-VERS-ALL:+VERS-TLS1.3:-GROUP-ALL:+GROUP-X448",
    })
    void gnutlsGoesAsTheLab(String scenario, Certificate certificate, String priority)
            throws Exception {
        try (GnutlsServer server =
                GnutlsServer.start(
                        certificate.issue(), "--priority=" + priority, "--disable-client-cert")) {
            goesAs(scenario, server);
        }
    }

    @Test
    void opensslInsistsOnACertificateAsTheLabDoes() throws Exception {
        String options = "-tls1_3 -ciphersuites TLS_AES_256_GCM_SHA384 -Verify 1 -groups X25519";
        try (OpensslServer server =
                OpensslServer.start(Certificate.P256.issue(), options.split(" ", -1))) {
            goesAs("client-cert-required", server);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls12-client-auth, RSA, -tls1_2 -cipher ECDHE-RSA-AES256-GCM-SHA384 -groups X25519:P-256",
        "tls13-client-auth, P256, -tls1_3 -ciphersuites TLS_AES_256_GCM_SHA384 -groups X25519",
    })
    void opensslAsksForACertificateAsTheLabDoes(
            String scenario, Certificate certificate, String options) throws Exception {
        Authority.Identity own = Authority.shared().issue(HOST, Authority.Key.P256);
        Path pem =
                Files.writeString(
                        temp.resolve("client.pem"),
                        Files.readString(own.key()) + Files.readString(own.chain()));
        ClientIdentity client = ClientIdentity.read(pem, Optional.empty());
        String asking = options + " -Verify 3 -CAfile " + Authority.shared().root();
        try (OpensslServer server =
                OpensslServer.start(certificate.issue(), asking.split(" ", -1))) {
            goesAs(scenario, server, offered -> offered.withIdentity(client));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls12-session-id, RSA, -tls1_2 -cipher ECDHE-RSA-AES256-GCM-SHA384 -no_ticket",
        "tls12-ticket, RSA, -tls1_2 -cipher ECDHE-RSA-AES256-GCM-SHA384",
        "tls13-resumption, P256, -tls1_3 -ciphersuites TLS_AES_256_GCM_SHA384",
    })
    void opensslResumesAsTheLabDoes(String scenario, Certificate certificate, String options)
            throws Exception {
        String twice = options + " -naccept 2 -groups X25519";
        try (OpensslServer server =
                OpensslServer.start(certificate.issue(), twice.split(" ", -1))) {
            ClientSessions sessions = new ClientSessions();
            ClientOptions first = offer(server);
            Told full = Told.of(Shake.of(first, sessions).session());
            Resumption resumption = sessions.newest(first.target()).orElseThrow();
            Told again = Told.of(Shake.of(first.withResumption(resumption), sessions).session());

            assertThat(List.of(full.handshake(), again.handshake()))
                    .isEqualTo(
                            LabScenariosTest.expected(scenario).stream()
                                    .map(CounterpartsTest::ofOthers)
                                    .toList());
        }
    }

    private static ClientOptions offer(Server server) {
        int port = ((InetSocketAddress) server.address()).getPort();
        return ClientOptions.to(new Target(HOST, 443)).withConnectTo(new Target("127.0.0.1", port));
    }

    private static void goesAs(String scenario, Server server) throws Exception {
        goesAs(scenario, server, options -> options);
    }

    private static void goesAs(String scenario, Server server, UnaryOperator<ClientOptions> wishes)
            throws Exception {
        boolean old = scenario.equals("no-common-version");
        ClientOptions options =
                old
                        ? offer(server).offering(offer -> offer.withVersions(Versions.TLS_1_2))
                        : offer(server);
        Told told = Told.of(Shake.of(wishes.apply(options)).session());

        assertThat(told.handshake())
                .isEqualTo(ofOthers(LabScenariosTest.expected(scenario).getFirst()));
    }

    /** Debian's servers do not know the hybrid group that the lab takes first. */
    private static Told ofOthers(Told lab) {
        Told handshake = lab.handshake();
        return new Told(
                handshake.messages(),
                handshake.agreed().replace("X25519MLKEM768", "x25519"),
                handshake.status(),
                handshake.reason(),
                handshake.trusted(),
                handshake.wrong());
    }
}
