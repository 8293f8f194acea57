package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Secret;
import dev.handshake.capture.file.KeyLog;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.export.KeyLogExport;
import dev.handshake.export.PcapngExport;
import dev.handshake.keys.KeyExchange;
import dev.handshake.keys.KeyInput;
import dev.handshake.keys.KeyStep;
import dev.handshake.keys.KeyTree;
import dev.handshake.keys.Knowledge;
import dev.handshake.keys.StepKind;
import dev.handshake.record.KnownSecret;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where what is known of a key schedule begins later, so does its tree. */
final class KeyLogScheduleTest {
    private static final Set<StepKind> ABOVE_THE_KEY_LOG =
            Set.of(
                    StepKind.PSK,
                    StepKind.EARLY_SECRET,
                    StepKind.DERIVED_SECRET,
                    StepKind.HANDSHAKE_SECRET,
                    StepKind.MAIN_SECRET,
                    StepKind.RESUMPTION_SECRET,
                    StepKind.RESUMPTION_PSK);

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
        "tls13-0rtt, KEY_LOG, 1",
        "tls13-0rtt-rejected, KEY_LOG, 1",
        "tls13-key-update, KEY_LOG, 1",
        "tls12-renegotiation, KEY_LOG, 2",
        "tls13-compressed-certificate, KEY_LOG, 1",
    })
    void aRecordingBeginsWithItsKeyLog(String scenario, KeyTree.Beginning beginning, int trees)
            throws Exception {
        for (Session session : lab(scenario)) {
            List<KeyTree> grown = KeyTree.of(session);

            assertThat(grown).hasSize(trees).allSatisfy(tree -> beginsThere(tree, beginning));
            Recomputed.agree(grown, temp);
        }
    }

    @Test
    void everyKeyUpdateHasItsSecretAndKeys() throws Exception {
        Session session = lab("tls13-key-update").getFirst();
        KeyTree tree = KeyTree.of(session).getFirst();

        List<KeyStep> next =
                tree.steps().stream()
                        .filter(step -> step.kind() == StepKind.NEXT_TRAFFIC_SECRET)
                        .toList();
        assertThat(next).isNotEmpty().allMatch(KeyStep::isKnown);
        for (KeyStep secret : next) {
            assertThat(tree.below(secret).stream().map(KeyStep::kind))
                    .contains(StepKind.WRITE_KEY, StepKind.WRITE_IV);
            assertThat(session.message(secret.since()).orElseThrow().type().rfcName())
                    .isEqualTo("key_update");
        }
    }

    private static void beginsThere(KeyTree tree, KeyTree.Beginning beginning) {
        assertThat(tree.beginning()).isEqualTo(beginning);
        assertThat(tree.steps())
                .extracting(KeyStep::kind)
                .doesNotContainAnyElementsOf(ABOVE_THE_KEY_LOG);
        assertThat(tree.roots(StepKind.Section.SECRETS))
                .isNotEmpty()
                .allMatch(KeyStep::isKnown)
                .allMatch(step -> step.knowledge().way() == Knowledge.Way.KEY_LOG)
                .allMatch(step -> step.command().isEmpty());
        assertThat(tree.steps())
                .filteredOn(step ->
                        step.kind() == StepKind.SHARED_SECRET
                                || step.kind() == StepKind.PRE_MASTER_SECRET)
                .noneMatch(KeyStep::isKnown);
    }

    // -- the same connection, live and from a file

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls12-rsa", "tls13", "tls13-hrr", "tls13-resumption"})
    void aSavedSessionBeginsWithItsKeyLog(String scenario) throws Exception {
        for (Session live : lab(scenario)) {
            KeyTree whole = KeyTree.of(live).getFirst();
            Path saved = temp.resolve("saved.pcapng");
            try (OutputStream out = Files.newOutputStream(saved)) {
                PcapngExport.write(live, true, out);
            }

            List<KeyTree> again = KeyTree.of(Opened.of(saved, null).sessions().getFirst());

            assertThat(again).hasSize(1);
            KeyTree tree = again.getFirst();
            beginsThere(tree, KeyTree.Beginning.KEY_LOG);
            for (KeyStep step : tree.steps()) {
                if (step.isKnown()) {
                    assertThat(step.output())
                            .as("%s", step)
                            .isEqualTo(whole.step(step.id()).orElseThrow().output());
                }
            }
            Recomputed.agree(again, temp);
            theBeginningsStayHere(live, saved);
        }
    }

    /** What only this program's own connection tells is in no file. */
    private static void theBeginningsStayHere(Session live, Path saved) throws Exception {
        ByteArrayOutputStream keyLog = new ByteArrayOutputStream();
        KeyLogExport.write(live, keyLog);
        String lines = keyLog.toString(StandardCharsets.UTF_8);
        String file = Files.readString(saved, StandardCharsets.ISO_8859_1);
        List<Secret> own =
                live.known().stream()
                        .map(KnownSecret::secret)
                        .filter(secret -> !secret.isOfKeyLogs())
                        .toList();
        assertThat(own).isNotEmpty();
        for (Secret secret : own) {
            for (String text : List.of(lines, file)) {
                assertThat(text)
                        .doesNotContain(secret.label(), secret.secret().latin1())
                        .doesNotContainIgnoringCase(secret.secret().hex());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void withoutAnySecretNothingSecretIsKnown(String scenario) throws Exception {
        Session live = lab(scenario).getFirst();
        Path saved = temp.resolve("bare.pcapng");
        try (OutputStream out = Files.newOutputStream(saved)) {
            PcapngExport.write(live, false, out);
        }

        KeyTree tree = KeyTree.of(Opened.of(saved, null).sessions().getFirst()).getFirst();

        assertThat(tree.beginning()).isEqualTo(KeyTree.Beginning.NOTHING);
        assertThat(tree.steps())
                .filteredOn(KeyStep::isKnown)
                .extracting(KeyStep::kind)
                .isNotEmpty()
                .isSubsetOf(
                        StepKind.PUBLIC_VALUES,
                        StepKind.TRANSCRIPT_HASH,
                        StepKind.SESSION_HASH,
                        // Zeros, extracted from zeros.
                        StepKind.EARLY_SECRET,
                        StepKind.DERIVED_SECRET);
        assertThat(tree.steps())
                .filteredOn(step -> !step.isKnown())
                .allMatch(step -> step.knowledge().note() != null)
                .allMatch(step -> step.command().isEmpty());
    }

    // -- growing

    /** What is shown at a message can be known at that message, and is what is known then. */
    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls12-rsa", "tls13", "tls13-hrr", "tls13-client-auth"})
    void aStepIsPossibleWithTheMessageThatItNames(String scenario) throws Exception {
        Shake shake = Shake.of(new LabSource(Scenario.named(scenario)));
        Map<Integer, KeyTree> grown = new HashMap<>();
        SessionBuilder builder = new SessionBuilder(_ -> {});
        for (CaptureEvent event : shake.events()) {
            builder.accept(event);
            Session now = builder.snapshot();
            int last = now.messages().stream().mapToInt(MessageRead::number).max().orElse(0);
            KeyTree.of(now).stream().findFirst().ifPresent(tree -> grown.put(last, tree));
        }
        KeyTree whole = KeyTree.of(shake.session()).getFirst();

        assertThat(grown).hasSizeGreaterThan(3);
        grown.forEach((last, tree) -> {
            Map<String, Bytes> then =
                    tree.steps().stream()
                            .filter(KeyStep::isKnown)
                            .collect(Collectors.toMap(KeyStep::id, KeyLogScheduleTest::value));
            for (KeyStep step : whole.steps()) {
                // Which share counts, only the answer tells.
                boolean decided = tree.exchange() != null || step.kind() != StepKind.PUBLIC_VALUES;
                if (step.isPossibleAt(last) && decided) {
                    assertThat(then.get(step.id()))
                            .as("%s at message %d", step, last)
                            .isEqualTo(step.output());
                }
                for (KeyInput input : step.inputs()) {
                    assertThat(input.evidence())
                            .allMatch(evidence -> evidence.message() <= step.since());
                }
            }
        });
    }

    private static Bytes value(KeyStep step) {
        return Objects.requireNonNull(step.output());
    }

    // -- a pre-shared key and nothing else

    /** GnuTLS, with a key from elsewhere and without (EC)DHE (psk_ke). */
    @Test
    void aPreSharedKeyAloneIsEnough() throws Exception {
        String key = "0102030405060708090a0b0c0d0e0f10";
        Path passwords = Files.writeString(temp.resolve("psk.txt"), "student:" + key + "\n");
        Path keyLog = temp.resolve("keys.txt");
        String priority = "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.3:-KX-ALL:+PSK";
        List<Tap.Chunk> chunks;
        try (GnutlsServer server =
                        GnutlsServer.start(
                                Authority.shared().issue("www.proof.example", Authority.Key.P256),
                                priority,
                                "--pskpasswd=" + passwords);
                Tap tap = Tap.on(server);
                Program client =
                        Program.start(
                                temp,
                                "env",
                                "SSLKEYLOGFILE=" + keyLog,
                                Needs.program("gnutls-cli"),
                                "--port=" + tap.port(),
                                "127.0.0.1",
                                "--pskusername=student",
                                "--pskkey=" + key,
                                priority)) {
            client.awaitOutput("Handshake was completed");
            client.type("GET / HTTP/1.0\r\n\r\n");
            client.exitStatus();
            chunks = tap.chunks();
        }
        KeyRing ring = new KeyRing();
        KeyLog.read(keyLog, ring);
        List<CaptureEvent> events = new ArrayList<>();
        events.add(
                new CaptureEvent.Opened(
                        0, Origin.CAPTURE, Instant.EPOCH, List.of(), ring, _ -> {}));
        Bytes random = chunks.getFirst().bytes().slice(5 + 6, 32);
        events.add(
                new CaptureEvent.SecretKnown(
                        0, new Secret(Secret.PRE_SHARED_KEY, random, Bytes.ofHex(key))));
        chunks.forEach(chunk -> events.add(new CaptureEvent.Data(1, chunk.from(), chunk.bytes())));
        events.add(new CaptureEvent.Closed(2));

        List<KeyTree> trees = KeyTree.of(new Shake(events).session());

        KeyTree tree = trees.getFirst();
        assertThat(Objects.requireNonNull(tree.exchange()).method())
                .isEqualTo(KeyExchange.Method.PSK);
        assertThat(tree.steps())
                .allMatch(KeyStep::isKnown)
                .extracting(KeyStep::kind)
                .doesNotContain(StepKind.SHARED_SECRET, StepKind.PUBLIC_VALUES)
                .contains(StepKind.BINDER, StepKind.CLIENT_EARLY_TRAFFIC_SECRET);
        // GnuTLS's key log has two of early data and five others.
        assertThat(tree.steps())
                .filteredOn(step -> note(step).equals("keys.note.key_log"))
                .hasSize(7);
        assertThat(tree.steps())
                .filteredOn(step -> note(step).equals("keys.note.sent"))
                .extracting(KeyStep::kind)
                .containsExactlyInAnyOrder(
                        StepKind.BINDER, StepKind.VERIFY_DATA_13, StepKind.VERIFY_DATA_13);
        Recomputed.agree(trees, temp);
    }

    private static String note(KeyStep step) {
        return step.knowledge().note() == null ? "" : step.knowledge().note().key();
    }

    private static List<Session> lab(String scenario) throws Exception {
        return Shake.of(new LabSource(Scenario.named(scenario))).sessions();
    }
}
