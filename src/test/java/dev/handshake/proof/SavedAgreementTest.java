package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.export.PcapngExport;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.verify.Verdict;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A live session that was saved: opened again it says the same, and tshark says so too. */
final class SavedAgreementTest {
    private static final String HOST = "www.proof.example";

    /** What tshark reads otherwise of a scenario, and why. */
    private static final Map<String, Set<String>> OTHERWISE =
            Map.of(
                    // After a record that it cannot decrypt it tries the next ones with its number.
                    "tampered", Set.of("server's messages", "order"),
                    // Where HTTP has come it expects no more TLS.
                    "not-tls", Set.of("client's messages", "order"));

    @TempDir private Path temp;

    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void ofTheLab(Scenario scenario) throws Exception {
        for (Session session : Shake.of(new LabSource(scenario)).sessions()) {
            agree(session, OTHERWISE.getOrDefault(scenario.name(), Set.of()), temp);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-tls1_3",
                "-tls1_2",
                "-tls1_3 -groups P-521",
                "-tls1_2 -verify 1",
                "-tls1_2 -cipher AES128-SHA:@SECLEVEL=0",
                "-tls1_2 -cipher ECDHE-RSA-CHACHA20-POLY1305",
                "-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA256"
            })
    void ofOpenssl(String options) throws Exception {
        try (OpensslServer server = OpensslServer.start(identity(), options.split(" ", -1))) {
            agree(Shake.with(server, HOST).session());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NORMAL", "NORMAL:-VERS-TLS1.3", "NORMAL:-GROUP-ALL:+GROUP-FFDHE2048"})
    void ofGnutls(String priority) throws Exception {
        try (GnutlsServer server =
                GnutlsServer.start(identity(), "--priority=" + priority, "--disable-client-cert")) {
            agree(Shake.with(server, HOST).session());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void ofNginx(String protocol) throws Exception {
        try (NginxServer server = NginxServer.start(identity(), "ssl_protocols " + protocol + ";");
                Tap tap = Tap.on(server)) {
            agree(Shake.with(tap, HOST).session());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void ofTheJdk(String protocol) throws Exception {
        try (JdkServer server = JdkServer.start(identity(), protocol)) {
            agree(Shake.with(server, HOST).session());
        }
    }

    private static Authority.Identity identity() {
        return Authority.shared().issue(HOST, Authority.Key.RSA);
    }

    private void agree(Session live) throws Exception {
        agree(live, Set.of(), temp);
    }

    /** Saves it in the folder and reads it again. */
    static void agree(Session live, Path temp) throws Exception {
        agree(live, Set.of(), temp);
    }

    private static void agree(Session live, Set<String> otherwise, Path temp) throws Exception {
        Path saved = temp.resolve("saved.pcapng");
        try (OutputStream out = Files.newOutputStream(saved)) {
            PcapngExport.write(live, true, out);
        }
        Opened opened = Opened.of(saved, null);

        assertThat(opened.sessions()).hasSize(1);
        opened.linesAgree();
        Session session = opened.sessions().getFirst();
        assertThat(Row.of(session)).containsExactlyElementsOf(Row.of(live));
        // What was inferred is inferred again, and nothing of TCP has come to it.
        assertThat(tcp(session)).isEqualTo(tcp(live));
        assertThat(session.negotiated()).isEqualTo(live.negotiated());
        assertThat(session.outcome()).isEqualTo(live.outcome());
        assertThat(session.verdicts()).hasSameSizeAs(live.verdicts());
        for (Verdict verdict : live.verdicts()) {
            Verdict again = session.verdict(verdict.check()).orElseThrow();
            assertThat(again.result()).as("%s", verdict).isEqualTo(verdict.result());
            // An anchor that was given then now comes with the file.
            if (verdict.check() != Verdict.Check.CHAIN) {
                assertThat(again).isEqualTo(verdict);
            }
        }
        int port = Objects.requireNonNull(session.server()).port();
        assertThat(
                        Comparison.of(
                                opened.sessions(),
                                new Tshark(saved, null, "-d", "tcp.port==" + port + ",tls")
                                        .conversations()))
                .extracting(Comparison.Difference::what)
                .containsExactlyInAnyOrderElementsOf(otherwise);
    }

    private static List<Row> tcp(Session session) {
        return session.messages().stream()
                .filter(message -> message.type().layer() == MessageType.Layer.TCP)
                .map(Row::of)
                .toList();
    }
}
