package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.capture.Target;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.capture.live.ClientIdentity;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.ClientSessions;
import dev.handshake.capture.live.Versions;
import dev.handshake.keys.KeyStep;
import dev.handshake.keys.KeyTree;
import dev.handshake.keys.Knowledge;
import dev.handshake.keys.StepKind;
import dev.handshake.message.ServerHello;
import dev.handshake.message.extension.EncryptThenMac;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.NamedGroup;
import dev.handshake.session.MessageType;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every value of the key schedules of live handshakes is what {@code openssl} makes of its inputs,
 * what was sent, and what opens the records.
 */
final class KeyScheduleProofTest {
    private static final String HOST = "www.proof.example";
    private static final Target TARGET = new Target(HOST, 443);

    @TempDir private static Path data;
    @TempDir private Path temp;

    @BeforeAll
    static void keepTheLabAside() {
        System.setProperty("handshake.data", data.toString());
    }

    @AfterAll
    static void forgetTheLab() {
        System.clearProperty("handshake.data");
    }

    @ParameterizedTest
    @CsvSource({
        // what the server is told, what the client does, key exchange, suite
        "-tls1_2 -cipher AES128-GCM-SHA256:@SECLEVEL=0, plain, RSA, RSA_WITH_AES_128_GCM_SHA256",
        "-tls1_2 -cipher AES256-GCM-SHA384:@SECLEVEL=0, no_ems, RSA, RSA_WITH_AES_256_GCM_SHA384",
        "-tls1_2 -cipher AES128-SHA:@SECLEVEL=0, plain, RSA, RSA_WITH_AES_128_CBC_SHA",
        "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256, plain, ECDHE, RSA_WITH_AES_128_GCM_SHA256",
        "-tls1_2 -cipher ECDHE-RSA-AES256-GCM-SHA384, no_ems, ECDHE, RSA_WITH_AES_256_GCM_SHA384",
        "-tls1_2 -cipher ECDHE-RSA-CHACHA20-POLY1305, plain, ECDHE, CHACHA20_POLY1305_SHA256",
        "-tls1_2 -cipher ECDHE-RSA-AES256-SHA:@SECLEVEL=0, no_etm, ECDHE, AES_256_CBC_SHA",
        "-tls1_2 -cipher DHE-RSA-AES256-GCM-SHA384, plain, DHE, RSA_WITH_AES_256_GCM_SHA384",
        "-tls1_2 -Verify 3, identity, ECDHE, _GCM_",
        "-tls1_1 -cipher AES128-SHA:@SECLEVEL=0, old, RSA, RSA_WITH_AES_128_CBC_SHA",
        "-tls1 -cipher ECDHE-RSA-AES256-SHA:@SECLEVEL=0, old, ECDHE, AES_256_CBC_SHA",
        "-tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256, plain, ECDHE, TLS_AES_128_GCM_SHA256",
        "-tls1_3 -ciphersuites TLS_AES_256_GCM_SHA384, plain, ECDHE, TLS_AES_256_GCM_SHA384",
        "-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256, plain, ECDHE, TLS_CHACHA20",
        "-tls1_3 -groups P-521, plain, ECDHE, TLS_AES",
        "-tls1_3 -groups ffdhe2048, ffdhe, DHE, TLS_AES",
        "-tls1_3 -Verify 3, identity, ECDHE, TLS_AES",
    })
    void everyStepOfAFullHandshakeAgrees(String options, String wish, String method, String suite)
            throws Exception {
        try (OpensslServer server = openssl(options)) {
            Shake shake = Shake.with(server, HOST, wish(wish));

            proves(shake, method, suite);
        }
    }

    /** P-521 needs a HelloRetryRequest: the key is offered, and proved, twice. */
    @ParameterizedTest
    @CsvSource({
        "-tls1_3, ECDHE, TLS_AES",
        "-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256, ECDHE, TLS_CHACHA20",
        "-tls1_3 -groups P-521, ECDHE, TLS_AES",
        "-tls1_2, RESUMED, _GCM_",
        "-tls1_2 -cipher ECDHE-RSA-AES256-SHA:@SECLEVEL=0, RESUMED, AES_256_CBC_SHA",
        "-tls1_2 -no_ticket, RESUMED, _GCM_",
    })
    void everyStepOfAResumedHandshakeAgrees(String options, String method, String suite)
            throws Exception {
        ClientSessions sessions = new ClientSessions();
        try (OpensslServer server = openssl(options + " -naccept 2")) {
            int port = ((InetSocketAddress) server.address()).getPort();
            ClientOptions there =
                    ClientOptions.to(TARGET).withConnectTo(new Target("127.0.0.1", port));
            Shake full = Shake.of(there, sessions);
            Shake resumed =
                    Shake.of(there.withResumption(sessions.newest(TARGET).orElseThrow()), sessions);

            proves(resumed, method, suite);
            if (!method.equals("RESUMED")) {
                KeyTree tree = KeyTree.of(resumed.session()).getFirst();
                // The key that it begins with is one of those that the first one left.
                assertThat(all(KeyTree.of(full.session()).getFirst(), StepKind.RESUMPTION_PSK))
                        .extracting(KeyStep::output)
                        .contains(only(tree, StepKind.PSK).output());
                assertThat(all(tree, StepKind.BINDER))
                        .isNotEmpty()
                        .allMatch(binder -> "keys.note.sent".equals(note(binder)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NORMAL",
                "NORMAL:-VERS-TLS1.3:-KX-ALL:+ECDHE-RSA",
                "NORMAL:-VERS-TLS1.3:-KX-ALL:+DHE-RSA",
            })
    void gnutlsAgreesToo(String priority) throws Exception {
        try (GnutlsServer server =
                GnutlsServer.start(
                        Authority.shared().issue(HOST, Authority.Key.RSA),
                        "--priority=" + priority,
                        "--disable-client-cert")) {
            proves(Shake.with(server, HOST), "", "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tls12",
                "tls12-rsa",
                "tls12-dhe",
                "tls12-session-id",
                "tls12-ticket",
                "tls12-client-auth",
                "tls13",
                "tls13-x25519",
                "tls13-hrr",
                "tls13-resumption",
                "tls13-client-auth",
                "tls10"
            })
    void everyStepOfTheLabAgrees(String scenario) throws Exception {
        Scenario named = Scenario.named(scenario);
        ClientOptions options =
                scenario.equals("tls10")
                        ? named.options().offering(o -> o.withVersions(Versions.OLD))
                        : named.options();
        Shake shake = Shake.of(new LabSource(named, options));

        assertThat(shake.sessions()).isNotEmpty();
        for (Session session : shake.sessions()) {
            List<KeyTree> trees = KeyTree.of(session);
            isComplete(session, trees.getFirst());
            Recomputed.agree(trees, temp);
        }
    }

    private static OpensslServer openssl(String options) {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        return OpensslServer.start(identity, options.split(" ", -1));
    }

    private UnaryOperator<ClientOptions> wish(String wish) throws Exception {
        return switch (wish) {
            case "no_ems" -> leavingOut(ExtensionType.EXTENDED_MASTER_SECRET);
            case "no_etm" -> leavingOut(ExtensionType.ENCRYPT_THEN_MAC);
            case "old" -> options -> options.offering(o -> o.withVersions(Versions.OLD));
            case "ffdhe" ->
                    options ->
                            options.offering(o ->
                                    o.withVersions(Versions.TLS_1_3)
                                            .withGroups(List.of(NamedGroup.FFDHE2048))
                                            .withKeyShares(List.of(NamedGroup.FFDHE2048)));
            case "identity" -> {
                Authority.Identity identity =
                        Authority.shared().issue("client.proof.example", Authority.Key.P256);
                Path pem =
                        Files.writeString(
                                temp.resolve("client.pem"),
                                Files.readString(identity.key())
                                        + Files.readString(identity.chain()));
                ClientIdentity client = ClientIdentity.read(pem, Optional.empty());
                yield options -> options.withIdentity(client);
            }
            default -> options -> options;
        };
    }

    private static UnaryOperator<ClientOptions> leavingOut(ExtensionType type) {
        return options -> options.offering(offer -> offer.withLeftOut(Set.of(type)));
    }

    // -- what is proved

    private void proves(Shake shake, String method, String suite) throws Exception {
        Session session = shake.session();
        List<KeyTree> trees = KeyTree.of(session);
        assertThat(trees).hasSize(1);
        KeyTree tree = trees.getFirst();
        assertThat(Objects.requireNonNull(tree.exchange()).method().name()).contains(method);
        assertThat(Objects.requireNonNull(session.negotiated().cipherSuite()).name())
                .contains(suite);
        isComplete(session, tree);
        Recomputed.agree(trees, temp);
        for (Sender side : Sender.values()) {
            opensRecords(shake, session, tree, side);
        }
    }

    /** Everything is known from the beginning, and what was sent or told is the same. */
    private static void isComplete(Session session, KeyTree tree) {
        assertThat(session.outcome().status()).isEqualTo(Outcome.Status.COMPLETED);
        assertThat(tree.beginning()).isEqualTo(KeyTree.Beginning.CONNECTION);
        assertThat(tree.steps())
                .allMatch(KeyStep::isKnown)
                .noneMatch(step -> step.since() == KeyStep.NOT_YET)
                .noneMatch(step -> "keys.note.differs".equals(note(step)))
                .noneMatch(step -> "keys.note.sent.other".equals(note(step)));
        // All that is made of something has a command; what was told has none.
        assertThat(tree.steps())
                .allMatch(step ->
                        step.command().isPresent()
                                == (step.knowledge().way() == Knowledge.Way.COMPUTED));
        boolean tls13 = Objects.requireNonNull(tree.version()).isTls13();
        assertThat(all(tree, tls13 ? StepKind.VERIFY_DATA_13 : StepKind.VERIFY_DATA_12))
                .hasSize(2)
                .allMatch(step -> "keys.note.sent".equals(note(step)));
        // What the connection told of its later secrets is what follows from the first ones.
        assertThat(tree.steps())
                .filteredOn(step ->
                        step.kind().word().endsWith("_traffic_secret")
                                || step.kind() == StepKind.EXPORTER_SECRET
                                || step.kind() == StepKind.EXTENDED_MASTER_SECRET)
                .hasSizeGreaterThanOrEqualTo(tls13 ? 5 : 0)
                .allMatch(step -> "keys.note.told".equals(note(step)));
    }

    private static void opensRecords(Shake shake, Session session, KeyTree tree, Sender side)
            throws Exception {
        Unsealed records = Unsealed.of(shake.bytes(side));
        CipherSuite suite = Objects.requireNonNull(session.negotiated().cipherSuite());
        boolean chacha = suite.name().contains("CHACHA20");
        if (Objects.requireNonNull(tree.version()).isTls13()) {
            List<KeyStep> keys = of(side, all(tree, StepKind.WRITE_KEY));
            List<KeyStep> ivs = of(side, all(tree, StepKind.WRITE_IV));
            assertThat(keys).hasSize(2);
            for (int i = 0; i < keys.size(); i++) {
                assertThat(records.opens13(value(keys.get(i)), value(ivs.get(i)), chacha))
                        .as("%s opens a record", keys.get(i))
                        .isTrue();
            }
            return;
        }
        boolean client = side == Sender.CLIENT;
        Bytes key =
                value(only(tree, client ? StepKind.CLIENT_WRITE_KEY : StepKind.SERVER_WRITE_KEY));
        Bytes iv =
                all(tree, client ? StepKind.CLIENT_WRITE_IV : StepKind.SERVER_WRITE_IV).stream()
                        .map(KeyScheduleProofTest::value)
                        .findFirst()
                        .orElse(Bytes.EMPTY);
        if (suite.name().contains("CBC")) {
            Bytes macKey =
                    value(
                            only(
                                    tree,
                                    client
                                            ? StepKind.CLIENT_WRITE_MAC_KEY
                                            : StepKind.SERVER_WRITE_MAC_KEY));
            boolean encryptThenMac =
                    session.first(MessageType.SERVER_HELLO).stream()
                            .anyMatch(it ->
                                    it.content() instanceof ServerHello hello
                                            && hello.extension(EncryptThenMac.class).isPresent());
            assertThat(records.opensCbc(macKey, key, iv, "HmacSHA1", encryptThenMac)).isTrue();
        } else {
            assertThat(records.opens12(key, iv, chacha)).isTrue();
        }
    }

    private static List<KeyStep> all(KeyTree tree, StepKind kind) {
        return tree.steps().stream().filter(step -> step.kind() == kind).toList();
    }

    private static List<KeyStep> of(Sender side, List<KeyStep> steps) {
        return steps.stream().filter(step -> step.owner() == side).toList();
    }

    private static KeyStep only(KeyTree tree, StepKind kind) {
        List<KeyStep> found = all(tree, kind);
        assertThat(found).as("%s", kind).hasSize(1);
        return found.getFirst();
    }

    private static Bytes value(KeyStep step) {
        return Objects.requireNonNull(step.output());
    }

    private static String note(KeyStep step) {
        return step.knowledge().note() == null ? "" : step.knowledge().note().key();
    }
}
