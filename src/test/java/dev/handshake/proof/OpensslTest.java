package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Sender;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.Offers;
import dev.handshake.registry.CipherSuite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against {@code openssl s_server}: what this program tells is what the server says. */
final class OpensslTest {
    private static final String HOST = "www.proof.example";

    @TempDir private static Path temp;

    /**
     * A server, and how it is spoken to.
     *
     * @param suites what the client types, or empty for its defaults
     */
    record Case(String name, Authority.Key key, String suites, List<String> options) {
        Case(String options) {
            this(options, Authority.Key.RSA, "", List.of(options.split(" ", -1)));
        }

        /** TLS 1.3 with this suite alone. */
        static Case suite(Authority.Key key, String suite) {
            return new Case(suite, key, suite, List.of("-tls1_3", "-ciphersuites", suite));
        }

        /** TLS 1.2 with this suite alone: in the server's words and in IANA's. */
        static Case suite(Authority.Key key, String openssl, String iana, String... more) {
            List<String> options = new ArrayList<>(List.of(more));
            options.addAll(List.of("-tls1_2", "-cipher", openssl + ":@SECLEVEL=0"));
            return new Case(iana + " " + String.join(" ", more), key, iana, List.copyOf(options));
        }

        ClientOptions wishes(ClientOptions options) {
            try {
                List<CipherSuite> wanted = suites.isEmpty() ? List.of() : Offers.suites(suites);
                return wanted.isEmpty()
                        ? options
                        : options.offering(offer -> offer.withSuites(wanted));
            } catch (BadInput e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("-tls1_3"),
                new Case("-tls1_2"),
                new Case("p384", Authority.Key.P384, "", List.of("-tls1_2")),
                new Case("ed25519", Authority.Key.ED25519, "", List.of("-tls1_3")),
                Case.suite(Authority.Key.P256, "TLS_AES_128_GCM_SHA256"),
                Case.suite(Authority.Key.RSA, "TLS_AES_256_GCM_SHA384"),
                Case.suite(Authority.Key.P256, "TLS_CHACHA20_POLY1305_SHA256"),
                Case.suite(Authority.Key.P256, "TLS_AES_128_CCM_SHA256"),
                Case.suite(
                        Authority.Key.RSA,
                        "ECDHE-RSA-AES128-GCM-SHA256",
                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
                Case.suite(
                        Authority.Key.P256,
                        "ECDHE-ECDSA-AES256-GCM-SHA384",
                        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
                Case.suite(
                        Authority.Key.RSA,
                        "ECDHE-RSA-CHACHA20-POLY1305",
                        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
                Case.suite(
                        Authority.Key.P256,
                        "ECDHE-ECDSA-AES128-SHA",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"),
                Case.suite(
                        Authority.Key.P256,
                        "ECDHE-ECDSA-AES128-SHA",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                        "-no_etm"),
                Case.suite(
                        Authority.Key.RSA,
                        "ECDHE-RSA-AES256-SHA384",
                        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"),
                Case.suite(
                        Authority.Key.RSA,
                        "ECDHE-RSA-AES256-SHA384",
                        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                        "-no_etm"),
                Case.suite(
                        Authority.Key.RSA,
                        "DHE-RSA-AES256-GCM-SHA384",
                        "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"),
                Case.suite(
                        Authority.Key.RSA,
                        "DHE-RSA-AES128-SHA",
                        "TLS_DHE_RSA_WITH_AES_128_CBC_SHA"),
                Case.suite(
                        Authority.Key.RSA, "AES256-GCM-SHA384", "TLS_RSA_WITH_AES_256_GCM_SHA384"),
                Case.suite(
                        Authority.Key.RSA, "AES128-SHA", "TLS_RSA_WITH_AES_128_CBC_SHA", "-no_etm"),
                Case.suite(
                        Authority.Key.P256,
                        "ECDHE-ECDSA-AES128-CCM",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_CCM"),
                Case.suite(Authority.Key.RSA, "AES128-CCM8", "TLS_RSA_WITH_AES_128_CCM_8"),
                new Case("-tls1_3 -groups P-521"),
                new Case("-tls1_2 -groups P-384"),
                new Case("-tls1_3 -no_ticket"),
                new Case("-tls1_2 -no_ticket"),
                new Case("-tls1_3 -verify 1"),
                new Case("-tls1_2 -verify 1"),
                new Case("-tls1_2 -alpn http/1.1 -comp"),
                new Case("-tls1_2 -legacy_renegotiation -no_renegotiation"),
                new Case("-tls1_3 -alpn http/1.1 -split_send_frag 600 -max_send_frag 600"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsWhatTheServerSays(Case wanted) throws Exception {
        List<String> options = new ArrayList<>(wanted.options());
        options.add("-msg");
        Authority.Identity identity = Authority.shared().issue(HOST, wanted.key());
        try (OpensslServer server = OpensslServer.start(identity, options.toArray(String[]::new));
                Tap tap = Tap.on(server)) {
            Shake shake = Shake.with(tap, HOST, wanted::wishes);
            assertThat(shake.last()).isInstanceOf(CaptureEvent.Closed.class);
            for (Sender from : Sender.values()) {
                assertThat(shake.bytes(from)).isEqualTo(tap.bytes(from));
            }
            Path capture = temp.resolve("tap.pcap");
            PcapFile.write(capture, shake.chunks());
            Tshark tshark = new Tshark(capture, shake.keyLog(temp.resolve("keys")));
            Tshark.Conversation told = tshark.conversations().getFirst();
            Report report = shake.report();

            Agreement.onMessages(report, server.trace().messages());
            Agreement.onRecords(report, server.trace().records());
            Agreement.onFields(report, told);
            for (Sender from : Sender.values()) {
                assertThat(report.applicationData(from))
                        .isEqualTo(tshark.applicationData(told).get(from));
            }
            assertThat(report.at("outcome.status")).isEqualTo("completed");
            assertThat(report.at("outcome.trusted")).isEqualTo("true");
            for (String check :
                    List.of(
                            "chain",
                            "hostname",
                            "validity",
                            "server_finished",
                            "client_finished")) {
                assertThat(report.verdict(check)).as(check).isEqualTo("pass");
            }
        }
    }

    /** The members of the hellos and the serial numbers, in the words of {@code -trace}. */
    @ParameterizedTest
    @ValueSource(strings = {"-tls1_3", "-tls1_2"})
    void everyRandomSuiteExtensionAndCertificateIsInTheServersTrace(String version)
            throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (OpensslServer server = OpensslServer.start(identity, version, "-trace")) {
            Report report = Shake.with(server, HOST).report();
            OpensslWords words = new OpensslWords(server.output());

            for (String hello : List.of("client_hello", "server_hello")) {
                var message = report.message(hello, 0);
                OpensslWords.Hello said = words.hello(hello);
                assertThat(Report.bytes(message, "random")).containsExactly(said.random());
                assertThat(Report.bytes(message, "extension_type"))
                        .containsExactlyElementsOf(said.extensions());
                assertThat(Report.bytes(message, "cipher_suite"))
                        .containsExactlyElementsOf(said.suites());
                assertThat(
                                Report.bytes(
                                        message,
                                        hello.equals("client_hello")
                                                ? "legacy_session_id"
                                                : "legacy_session_id_echo"))
                        .containsExactly(said.sessionId());
            }
            assertThat(Report.bytes(report.message("certificate", 0), "cert_data/serial_number"))
                    .hasSize(2)
                    .containsExactlyElementsOf(words.serials());
            assertThat(report.at("negotiated.cipher_suite")).isEqualTo(words.suiteName());
            assertThat(report.at("negotiated.version"))
                    .isEqualTo(version.equals("-tls1_3") ? "TLS 1.3" : "TLS 1.2");
            assertThat(Objects.requireNonNull(report.at("negotiated.group"))).isEqualTo("x25519");
        }
    }

    @Test
    void twoRunsShareNothingThatShouldBeRandom() throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.P256);
        List<Bytes> seen = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (OpensslServer server = OpensslServer.start(identity, "-tls1_3")) {
                Report report = Shake.with(server, HOST).report();
                for (String hello : List.of("client_hello", "server_hello")) {
                    seen.addAll(Report.bytes(report.message(hello, 0), "random"));
                    seen.addAll(Report.bytes(report.message(hello, 0), "key_exchange"));
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(9).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_3", "-tls1_2"})
    void showsAStapledResponse(String version) throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        Path response = Authority.shared().ocspResponse(identity);
        try (OpensslServer server =
                OpensslServer.start(
                        identity, version, "-msg", "-status_file", response.toString())) {
            Report report = Shake.with(server, HOST).report();

            Agreement.onMessages(report, server.trace().messages());
            assertThat(report.at("negotiated.ocsp_stapled")).isEqualTo("true");
            assertThat(report.verdict("ocsp")).isEqualTo("pass");
            if (version.equals("-tls1_2")) {
                assertThat(report.rows()).contains("<certificate_status");
            }
        }
    }
}
