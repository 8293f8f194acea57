package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.Cancellation;
import dev.handshake.capture.Sender;
import dev.handshake.capture.lab.DataFolder;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.export.PcapngExport;
import dev.handshake.session.Knowledge;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.session.Viewpoint;
import dev.handshake.session.Wiretap;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an onlooker sees of a connection is what tshark sees of its packets without the keys. */
final class WiretapAgreementTest {
    private static final String HOST = "www.proof.example";

    /** What tshark reads otherwise of a scenario, and why. */
    private static final Map<String, Set<String>> OTHERWISE =
            Map.of(
                    // Where HTTP has come it expects no more TLS.
                    "not-tls", Set.of("client's messages", "order"));

    /** What tshark calls what is known. */
    private static final Map<String, String> FIELDS =
            Map.of(
                    "knows.server_name", "tls.handshake.extensions_server_name",
                    "knows.alpn_offered", "tls.handshake.extensions_alpn_str",
                    "knows.certificate", "");

    @TempDir private static Path data;
    @TempDir private Path temp;

    @BeforeAll
    static void keepTheLabAside() {
        System.setProperty(DataFolder.PROPERTY, data.toString());
    }

    @AfterAll
    static void forgetTheLab() {
        System.clearProperty(DataFolder.PROPERTY);
    }

    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void anEavesdropperSeesOfTheLabWhatTsharkSees(Scenario scenario) throws Exception {
        for (Session session : Shake.of(new LabSource(scenario)).sessions()) {
            Session seen = read(session, Viewpoint.EAVESDROPPER);
            assertThat(differences(session, seen))
                    .containsExactlyInAnyOrderElementsOf(
                            OTHERWISE.getOrDefault(scenario.name(), Set.of()));
            assertThat(known(seen, session)).isEqualTo(knownToTshark(session));
            assertThat(seen.secrets()).isEmpty();
            assertThat(seen.started()).isEqualTo(session.started());
            assertThat(seen.client()).isEqualTo(session.client());
            assertThat(seen.records()).hasSameSizeAs(session.records());
            for (int i = 0; i < seen.records().size(); i++) {
                assertThat(seen.records().get(i).nanos())
                        .isEqualTo(session.records().get(i).nanos());
                assertThat(seen.records().get(i).offset())
                        .isEqualTo(session.records().get(i).offset());
            }
        }
    }

    /** What is said to be known at the end that tshark has a word for. */
    private static Map<String, List<String>> known(Session seen, Session whole) {
        Map<String, List<String>> known = new TreeMap<>();
        Knowledge.at(seen, whole, Integer.MAX_VALUE).knows().stream()
                .filter(phrase -> FIELDS.containsKey(phrase.key()))
                .forEach(phrase ->
                        known.put(
                                phrase.key(),
                                List.of(phrase.args().getFirst().toString().split(", ", -1))));
        return known;
    }

    private Map<String, List<String>> knownToTshark(Session session) throws Exception {
        Map<String, List<String>> known = new TreeMap<>();
        for (Tshark.Conversation told : conversations(session)) {
            for (Tshark.Message message : told.messages()) {
                FIELDS.forEach((key, field) -> {
                    boolean certificate = key.equals("knows.certificate");
                    boolean here =
                            certificate
                                    ? message.seen().from() == Sender.SERVER
                                    : message.seen().type().equals("client_hello");
                    List<String> values = certificate ? leaf(message) : message.facts(field);
                    if (here && !values.isEmpty()) {
                        known.put(key, values);
                    }
                });
            }
        }
        return known;
    }

    /** The common name of the first certificate. */
    private static List<String> leaf(Tshark.Message message) {
        return message.subjects().stream()
                .filter(subject -> subject.startsWith("2.5.4.3="))
                .map(subject -> subject.substring("2.5.4.3=".length()))
                .limit(1)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-tls1_2 -cipher AES256-GCM-SHA384",
                "-tls1_2 -cipher AES128-SHA:@SECLEVEL=0",
                "-tls1_2",
                "-tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256",
                "-tls1_3"
            })
    void theServersKeyOpensWhatTsharkOpensWithIt(String options) throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (OpensslServer server = OpensslServer.start(identity, options.split(" ", -1))) {
            Session session = Shake.with(server, HOST).session();
            Session seen = read(session, Viewpoint.SERVER_KEY);
            assertThat(differences(session, seen, withKey(identity.key()))).isEmpty();
            boolean opens = options.contains("-cipher AES");
            assertThat(seen.messages().stream().anyMatch(MessageRead::isSealed)).isEqualTo(!opens);
            if (opens) {
                assertThat(Row.sent(seen)).containsExactlyElementsOf(Row.sent(session));
            }
        }
    }

    @Test
    void theLabsKeyOpensItsRsaKeyExchange() throws Exception {
        for (Session session : Shake.of(new LabSource(Scenario.named("tls12-rsa"))).sessions()) {
            Session seen = read(session, Viewpoint.SERVER_KEY);
            assertThat(seen.messages())
                    .filteredOn(message -> message.type() == MessageType.APPLICATION_DATA)
                    .isNotEmpty()
                    .noneMatch(MessageRead::isSealed);
            assertThat(differences(session, seen, withKey(labKey()))).isEmpty();
        }
    }

    /** The key of the lab's RSA server, as the lab has kept it. */
    private Path labKey() throws Exception {
        try (var files = Files.walk(data)) {
            Path kept =
                    files.filter(file -> file.getFileName().toString().contains("rsa"))
                            .findFirst()
                            .orElseThrow();
            Path key = temp.resolve("key.pem");
            Program.run(temp, "openssl", "pkey", "-in", kept, "-out", key);
            return key;
        }
    }

    private static String[] withKey(Path key) {
        return new String[] {"-o", "uat:rsa_keys:\"" + key.toAbsolutePath() + "\",\"\""};
    }

    private static Session read(Session session, Viewpoint from) throws Exception {
        return Wiretap.read(session, from, new Cancellation());
    }

    private List<String> differences(Session session, Session seen, String... options)
            throws Exception {
        return Comparison.of(List.of(seen), conversations(session, options)).stream()
                .map(Comparison.Difference::what)
                .toList();
    }

    private List<Tshark.Conversation> conversations(Session session, String... options)
            throws Exception {
        Path saved = temp.resolve("saved.pcapng");
        try (OutputStream out = Files.newOutputStream(saved)) {
            PcapngExport.write(session, false, out);
        }
        int port = Objects.requireNonNull(session.server()).port();
        List<String> all = new ArrayList<>(List.of("-d", "tcp.port==" + port + ",tls"));
        all.addAll(Arrays.asList(options));
        return new Tshark(saved, null, all.toArray(String[]::new)).conversations();
    }
}
