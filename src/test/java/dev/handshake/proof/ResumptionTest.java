package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Target;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.ClientSessions;
import dev.handshake.capture.live.Resumption;
import dev.handshake.capture.live.Versions;
import dev.handshake.export.PcapngExport;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ExtensionType;
import dev.handshake.session.Session;
import dev.handshake.session.Sessions;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second handshake that takes up where the first one ended, with servers of others. */
final class ResumptionTest {
    private static final String HOST = "www.proof.example";
    private static final Target TARGET = new Target(HOST, 443);

    /** OpenSSL takes what we prefer, with SHA-256 in both versions; these have SHA-384. */
    private static final CipherSuite OTHER_13 = CipherSuite.TLS_AES_256_GCM_SHA384;

    private static final CipherSuite OTHER_12 = CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384;
    private static final CipherSuite ANOTHER = new CipherSuite(0x009c);

    @TempDir private Path temp;

    private final ClientSessions sessions = new ClientSessions();

    private Shake shake(Server server, UnaryOperator<ClientOptions> wishes) throws Exception {
        int port = ((InetSocketAddress) server.address()).getPort();
        ClientOptions options =
                ClientOptions.to(TARGET).withConnectTo(new Target("127.0.0.1", port));
        return Shake.of(wishes.apply(options), sessions);
    }

    private Resumption newest() {
        return sessions.newest(TARGET).orElseThrow();
    }

    private static OpensslServer openssl(String options) {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        return OpensslServer.start(identity, ("-naccept 2 " + options).split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        // what the server is told, what is resumed, what the JSON calls it
        "-tls1_3, PSK, psk",
        "-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256, PSK, psk",
        "-tls1_3 -groups P-521, PSK, psk",
        "-tls1_2, TICKET, ticket",
        "-tls1_2 -cipher AES128-SHA:@SECLEVEL=0, TICKET, ticket",
        "-tls1_2 -cipher ECDHE-RSA-AES256-SHA:@SECLEVEL=0, TICKET, ticket",
        "-tls1_2 -no_ticket, SESSION_ID, session_id",
        "-tls1_2 -no_ticket -cipher AES256-SHA:@SECLEVEL=0, SESSION_ID, session_id",
    })
    void opensslResumes(String options, Resumption.Kind kind, String word) throws Exception {
        try (OpensslServer server = openssl(options)) {
            Report full = shake(server, o -> o).report();
            Resumption resumption = newest();
            Shake second = shake(server, o -> o.withResumption(resumption));
            Report abbreviated = second.report();

            assertThat(resumption.kind()).isEqualTo(kind);
            assertThat(full.at("negotiated.resumption")).isEqualTo("none");
            assertThat(abbreviated.at("negotiated.resumption")).isEqualTo(word);
            resumed(full, abbreviated);
            assertThat(server.output()).containsPattern("   [12] session cache hits\n");
            SavedAgreementTest.agree(second.session(), temp);
        }
    }

    /** Both connections in one file: a section for each, read as two by whoever opens it. */
    @ParameterizedTest
    @CsvSource({"-tls1_3", "-tls1_2"})
    void bothGoIntoOneFile(String options) throws Exception {
        try (OpensslServer server = openssl(options)) {
            Shake full = shake(server, o -> o);
            Resumption resumption = newest();
            Shake abbreviated = shake(server, o -> o.withResumption(resumption));
            Sessions both = new Sessions(_ -> {});
            full.events().forEach(both);
            abbreviated.events().forEach(both);
            Path saved = temp.resolve("both.pcapng");
            try (OutputStream out = Files.newOutputStream(saved)) {
                PcapngExport.write(both.snapshots(), true, out);
            }
            Opened opened = Opened.of(saved, null);

            assertThat(both.snapshots()).hasSize(2);
            assertThat(opened.sessions()).hasSize(2);
            for (int i = 0; i < 2; i++) {
                Session again = opened.sessions().get(i);
                Session live = both.snapshots().get(i);
                assertThat(Row.of(again)).containsExactlyElementsOf(Row.of(live));
                assertThat(again.negotiated()).isEqualTo(live.negotiated());
                assertThat(again.outcome()).isEqualTo(live.outcome());
                assertThat(again.trustAnchors()).isEqualTo(live.trustAnchors());
            }
            int port = ((InetSocketAddress) server.address()).getPort();
            assertThat(
                            Comparison.of(
                                    opened.sessions(),
                                    new Tshark(saved, null, "-d", "tcp.port==" + port + ",tls")
                                            .conversations()))
                    .isEmpty();
        }
    }

    /** GnuTLS renews a ticket of TLS 1.2 in the abbreviated handshake. */
    @ParameterizedTest
    @CsvSource({
        "NORMAL, PSK, psk",
        "NORMAL:-VERS-TLS1.3, TICKET, ticket",
        "NORMAL:-VERS-TLS1.3:%NO_TICKETS, SESSION_ID, session_id",
    })
    void gnutlsResumes(String priority, Resumption.Kind kind, String word) throws Exception {
        try (GnutlsServer server =
                GnutlsServer.start(
                        Authority.shared().issue(HOST, Authority.Key.P256),
                        "--priority=" + priority,
                        "--disable-client-cert")) {
            Report full = shake(server, o -> o).report();
            Resumption resumption = newest();
            Shake second = shake(server, o -> o.withResumption(resumption));

            assertThat(resumption.kind()).isEqualTo(kind);
            assertThat(second.report().at("negotiated.resumption")).isEqualTo(word);
            resumed(full, second.report());
            SavedAgreementTest.agree(second.session(), temp);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, PSK, psk", "TLSv1.2, TICKET, ticket"})
    void nginxResumes(String protocol, Resumption.Kind kind, String word) throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (NginxServer server = NginxServer.start(identity, "ssl_protocols " + protocol + ";")) {
            Report full;
            try (Tap tap = Tap.on(server)) {
                full = shake(tap, o -> o).report();
            }
            Resumption resumption = newest();
            assertThat(resumption.kind()).isEqualTo(kind);
            try (Tap tap = Tap.on(server)) {
                Report abbreviated = shake(tap, o -> o.withResumption(resumption)).report();

                assertThat(abbreviated.at("negotiated.resumption")).isEqualTo(word);
                resumed(full, abbreviated);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1_3, PSK", "-tls1_2, TICKET", "-tls1_2 -no_ticket, SESSION_ID"})
    void aServerThatDeclinesGetsAFullHandshake(String options, Resumption.Kind kind)
            throws Exception {
        try (OpensslServer first = openssl(options)) {
            shake(first, o -> o);
        }
        Resumption resumption = newest();
        assertThat(resumption.kind()).isEqualTo(kind);
        try (OpensslServer stranger = openssl(options)) {
            Report report = shake(stranger, o -> o.withResumption(resumption)).report();

            assertThat(report.at("outcome.status")).isEqualTo("completed");
            assertThat(report.at("negotiated.resumption")).isEqualTo("none");
            assertThat(report.rows()).contains("<certificate");
            assertThat(report.verdict("server_finished")).isEqualTo("pass");
        }
    }

    /** RFC 9846 §4.3.11.1: milliseconds since the ticket came, plus what the server asked for. */
    @Test
    void aTicketIsAsOldAsItSays() throws Exception {
        try (OpensslServer server = openssl("-tls1_3 -num_tickets 1")) {
            long before = System.nanoTime();
            Report full = shake(server, o -> o).report();
            Resumption resumption = newest();
            Report second = shake(server, o -> o.withResumption(resumption)).report();
            long atMost = Duration.ofNanos(System.nanoTime() - before).toMillis() + 1;

            long add = number(full.message("new_session_ticket", 0), "ticket_age_add");
            long obfuscated = number(second.message("client_hello", 0), "obfuscated_ticket_age");
            assertThat((obfuscated - add) & 0xffff_ffffL).isBetween(0L, atMost);
            assertThat(add).isNotZero();
        }
    }

    private static long number(JsonObject message, String key) {
        Bytes bytes = Report.bytes(message, key).getFirst();
        return bytes.number(0, bytes.length());
    }

    @Test
    void aTicketOfTls13IsOfferedOnce() throws Exception {
        try (OpensslServer server = openssl("-tls1_3 -num_tickets 2")) {
            shake(server, o -> o);
            Resumption first = newest();
            assertThat(first.lifetime()).contains(Duration.ofHours(2));
            // OpenSSL sends a single new one where one was used.
            shake(server, o -> o.withResumption(first));
            Resumption second = newest();

            assertThat(second).isNotSameAs(first);
        }
    }

    /** What is remembered of one target is offered to no other. */
    @Test
    void eachTargetHasItsOwn() throws Exception {
        try (OpensslServer server = openssl("-tls1_2")) {
            shake(server, o -> o);

            assertThat(sessions.newest(TARGET)).isPresent();
            assertThat(sessions.newest(new Target(HOST, 8443))).isEmpty();
            assertThat(sessions.newest(new Target("other.example", 443))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1_3", "-tls1_2", "-tls1_2 -no_ticket"})
    void whatCannotBeResumedIsSaidBefore(String options) throws Exception {
        try (OpensslServer server = openssl(options)) {
            shake(server, o -> o);
            Resumption resumption = newest();
            boolean tls13 = options.equals("-tls1_3");
            ClientOptions resuming = ClientOptions.to(TARGET).withResumption(resumption);

            assertThat(resuming.problem()).isEmpty();
            refused(
                    resuming.offering(
                            o -> o.withVersions(tls13 ? Versions.TLS_1_2 : Versions.TLS_1_3)),
                    "options.resumption.version");
            refused(
                    resuming.offering(
                            o -> o.withSuites(List.of(tls13 ? OTHER_13 : OTHER_12, ANOTHER))),
                    "options.resumption.suite");
            refused(
                    resuming.offering(o ->
                            o.withLeftOut(
                                    Set.of(
                                            tls13
                                                    ? ExtensionType.PSK_KEY_EXCHANGE_MODES
                                                    : ExtensionType.EXTENDED_MASTER_SECRET))),
                    "options.resumption.extension");
        }
    }

    private static void refused(ClientOptions options, String key) {
        assertThat(options.problem())
                .hasValueSatisfying(wrong -> assertThat(wrong.phrase().key()).isEqualTo(key));
    }

    private static void resumed(Report full, Report abbreviated) {
        assertThat(full.rows()).contains("<certificate");
        assertThat(abbreviated.rows()).doesNotContain("<certificate", "<server_key_exchange");
        for (String same : List.of("version", "cipher_suite")) {
            assertThat(abbreviated.at("negotiated." + same))
                    .isEqualTo(full.at("negotiated." + same));
        }
        for (Report report : List.of(full, abbreviated)) {
            assertThat(report.at("outcome.status")).isEqualTo("completed");
            assertThat(report.verdict("client_finished")).isEqualTo("pass");
            assertThat(report.verdict("server_finished")).isEqualTo("pass");
        }
    }
}
