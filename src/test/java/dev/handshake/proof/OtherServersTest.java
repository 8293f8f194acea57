package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.Sender;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against GnuTLS, nginx, the JDK and the lab, with tshark and the servers' own words as witnesses.
 */
final class OtherServersTest {
    private static final String HOST = "www.proof.example";

    @TempDir private static Path temp;

    @ParameterizedTest
    @CsvSource({
        "NORMAL, P256",
        "NORMAL:-VERS-TLS1.3, RSA",
        "NORMAL:-VERS-TLS1.3:-CIPHER-ALL:+AES-256-CBC:-KX-ALL:+ECDHE-RSA, RSA",
        "NORMAL:-VERS-TLS1.3:-CIPHER-ALL:+AES-128-CBC:-KX-ALL:+RSA:%NO_ETM, RSA",
        "NORMAL:-VERS-TLS1.3:-CIPHER-ALL:+AES-128-GCM:-KX-ALL:+DHE-RSA, RSA",
        "NORMAL:-VERS-TLS1.3:-CIPHER-ALL:+CHACHA20-POLY1305:-KX-ALL:+ECDHE-ECDSA, P256",
        "NORMAL:-GROUP-ALL:+GROUP-SECP521R1, P256",
        "NORMAL:-GROUP-ALL:+GROUP-FFDHE2048, P256",
    })
    void gnutlsNamesTheSameMessages(String priority, Authority.Key key) throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, key);
        try (GnutlsServer server =
                        GnutlsServer.start(
                                identity, "--priority=" + priority, "--disable-client-cert");
                Tap tap = Tap.on(server)) {
            Shake shake = Shake.with(tap, HOST);
            Report report = agree(shake, tap);

            for (Sender from : Sender.values()) {
                assertThat(
                                report.seen().stream()
                                        .filter(seen -> seen.from() == from)
                                        .filter(seen -> seen.bytes() != null)
                                        .map(Seen::type)
                                        .filter(type -> !type.matches("change_cipher_spec|alert")))
                        .containsExactlyElementsOf(
                                server.handshake().stream()
                                        .filter(seen -> seen.from() == from)
                                        .map(Seen::type)
                                        .toList());
            }
            String version = Objects.requireNonNull(report.at("negotiated.version"));
            assertThat(server.output()).contains("- Version: " + version.replace(" ", ""));
            assertThat(report.at("outcome.trusted")).isEqualTo("true");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void nginxToldTheClientWhatTheJsonSays(String protocol) throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (NginxServer server = NginxServer.start(identity, "ssl_protocols " + protocol + ";");
                Tap tap = Tap.on(server)) {
            Shake shake = Shake.with(tap, HOST);
            Report report = agree(shake, tap);

            String answer = report.applicationData(Sender.SERVER).latin1();
            assertThat(answer).startsWith("HTTP/1.1 200 OK");
            List<String> body =
                    List.of(answer.substring(answer.indexOf("\r\n\r\n") + 4).split(" ", -1));
            assertThat(body.get(0).replace("v", " ")).isEqualTo(report.at("negotiated.version"));
            assertThat(openssl(body.get(1))).isEqualTo(report.at("negotiated.cipher_suite"));
            assertThat(body.get(2)).isEqualTo(report.at("negotiated.sni")).isEqualTo(HOST);
            assertThat(report.at("outcome.trusted")).isEqualTo("true");
        }
    }

    /** IANA's name of a suite that OpenSSL calls otherwise. */
    private static String openssl(String name) {
        return Program.run(Path.of("."), "openssl", "ciphers", "-stdname", "ALL")
                .lines()
                .filter(line -> line.contains(" " + name + " "))
                .map(line -> line.split(" ", 2)[0])
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theJdkSaysTheSameOfItsSession(String protocol) throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (JdkServer server = JdkServer.start(identity, protocol);
                Tap tap = Tap.on(server)) {
            Shake shake = Shake.with(tap, HOST);
            Report report = agree(shake, tap);

            JdkServer.Said said = server.said();
            assertThat(said.protocol().replace("v", " "))
                    .isEqualTo(report.at("negotiated.version"));
            assertThat(said.cipherSuite()).isEqualTo(report.at("negotiated.cipher_suite"));
            assertThat(said.request())
                    .startsWith("GET / HTTP/1.1\r\n")
                    .contains("\r\nConnection: close\r\n")
                    .doesNotContainIgnoringCase("cookie")
                    .doesNotContainIgnoringCase("authorization")
                    .isEqualTo(report.applicationData(Sender.CLIENT).latin1());
        }
    }

    @Test
    void theLessonGoesAsTheLessonSays() throws Exception {
        Shake shake = Shake.of(new LabSource(Scenario.named("tls12")));
        Report report = agree(shake);

        assertThat(String.join(" ", report.rows()))
                .matches(
                        """
                        >syn <syn_ack >ack >client_hello <server_hello <certificate \
                        <certificate_status <server_key_exchange <server_hello_done \
                        >client_key_exchange >change_cipher_spec >finished \
                        \\(?<new_session_ticket\\)? <change_cipher_spec <finished \
                        >application_data( <application_data)+ <alert >alert\
                        """);
        assertThat(report.at("negotiated.version")).isEqualTo("TLS 1.2");
        assertThat(report.at("negotiated.cipher_suite"))
                .isEqualTo("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
        assertThat(report.at("outcome.trusted")).isEqualTo("true");
        assertThat(report.at("source.kind")).isEqualTo("lab");
        assertThat(report.at("source.scenario")).isEqualTo("tls12");
        assertThat(report.at("negotiated.ocsp_stapled")).isEqualTo("true");
        assertThat(report.verdict("ocsp")).isEqualTo("pass");
        assertThat(Report.bytes(report.message("certificate", 0), "cert_data")).hasSize(2);
    }

    @Test
    void todaysHandshakeGoesAsTodaysDo() throws Exception {
        Shake shake = Shake.of(new LabSource(Scenario.named("tls13")));
        Report report = agree(shake);

        assertThat(
                        String.join(
                                " ",
                                report.rows().stream().filter(r -> !r.startsWith("(")).toList()))
                .matches(
                        """
                        >syn <syn_ack >ack >client_hello <server_hello( <change_cipher_spec)? \
                        <encrypted_extensions <certificate <certificate_verify <finished\
                        ( >change_cipher_spec)? >finished.*\
                        """)
                .contains("<new_session_ticket", ">application_data", "<application_data");
        assertThat(report.at("negotiated.version")).isEqualTo("TLS 1.3");
        assertThat(Objects.requireNonNull(report.at("negotiated.group")).toLowerCase(Locale.ROOT))
                .isEqualTo("x25519mlkem768");
        assertThat(report.at("outcome.trusted")).isEqualTo("true");
        assertThat(report.at("negotiated.ocsp_stapled")).isEqualTo("true");
    }

    private static Report agree(Shake shake, Tap tap) throws Exception {
        for (Sender from : Sender.values()) {
            assertThat(shake.bytes(from)).isEqualTo(tap.bytes(from));
        }
        return agree(shake);
    }

    /** The bytes, as tshark reads them with the secrets that were told. */
    private static Report agree(Shake shake) throws Exception {
        Path capture = temp.resolve("shake.pcap");
        PcapFile.write(capture, shake.chunks());
        Tshark tshark = new Tshark(capture, shake.keyLog(temp.resolve("keys")));
        Tshark.Conversation told = tshark.conversations().getFirst();
        Report report = shake.report();
        assertThat(report.at("outcome.status")).as(report.toString()).isEqualTo("completed");
        Agreement.onMessages(report, told.messages().stream().map(Tshark.Message::seen).toList());
        Agreement.onRecords(report, told.records());
        Agreement.onFields(report, told);
        for (Sender from : Sender.values()) {
            assertThat(report.applicationData(from).toArray())
                    .asString(StandardCharsets.ISO_8859_1)
                    .isEqualTo(
                            Objects.requireNonNull(tshark.applicationData(told).get(from))
                                    .latin1());
        }
        return report;
    }
}
