package dev.handshake.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Origin;
import dev.handshake.keys.KeyStep;
import dev.handshake.keys.KeyTree;
import dev.handshake.keys.Knowledge;
import dev.handshake.keys.StepKind;
import dev.handshake.proof.Recomputed;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The keys of Java's own old connections, from the server's private key on. */
class OldKeysTest {
    private static final List<OldJava.Wish> FULL =
            List.of(
                    new OldJava.Wish("SSLv3", "SSL_RSA_WITH_3DES_EDE_CBC_SHA", 1024, 1, 0),
                    new OldJava.Wish("SSLv3", "SSL_RSA_WITH_RC4_128_MD5", 1024, 1, 0),
                    new OldJava.Wish("TLSv1", "SSL_RSA_WITH_RC4_128_SHA", 1024, 1, 0),
                    new OldJava.Wish("TLSv1", "TLS_RSA_WITH_AES_128_CBC_SHA", 1024, 1, 0),
                    new OldJava.Wish("TLSv1.1", "SSL_RSA_WITH_3DES_EDE_CBC_SHA", 1024, 1, 0),
                    new OldJava.Wish("TLSv1.2", "TLS_RSA_WITH_AES_256_GCM_SHA384", 1024, 1, 0));

    private static final OldJava.Wish EXPORT =
            new OldJava.Wish("TLSv1", "SSL_RSA_EXPORT_WITH_RC4_40_MD5", 512, 1, 0);

    private static final OldJava.Wish RENEGOTIATED =
            new OldJava.Wish("TLSv1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256", 1024, 1, 2);

    private static final OldJava.Wish RESUMED =
            new OldJava.Wish("TLSv1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256", 1024, 2, 0);

    private static Map<OldJava.Wish, List<OldJava.Recorded>> recorded = Map.of();

    @TempDir private Path temp;

    @BeforeAll
    static void record() throws Exception {
        recorded =
                OldJava.run(
                        Stream.concat(FULL.stream(), Stream.of(EXPORT, RENEGOTIATED, RESUMED))
                                .toList());
    }

    private static List<OldJava.Recorded> of(OldJava.Wish wish) {
        return Objects.requireNonNull(recorded.get(wish));
    }

    private static Session session(OldJava.Recorded recorded) {
        SessionBuilder builder = new SessionBuilder(_ -> {});
        builder.accept(
                new CaptureEvent.Opened(
                        0, Origin.CAPTURE, Instant.EPOCH, List.of(), recorded.keys(), _ -> {}));
        recorded.chunks()
                .forEach(chunk ->
                        builder.accept(new CaptureEvent.Data(1, chunk.from(), chunk.bytes())));
        builder.accept(new CaptureEvent.Closed(2));
        return builder.snapshot();
    }

    @ParameterizedTest
    @FieldSource("FULL")
    void everyStepAgrees(OldJava.Wish wish) throws Exception {
        List<KeyTree> trees = KeyTree.of(session(of(wish).getFirst()));

        assertThat(trees).hasSize(1);
        isComplete(trees.getFirst(), KeyTree.Beginning.PRIVATE_KEY);
        Recomputed.agree(trees, temp);
    }

    /** What is made of a key for export once more has no command, but it is known. */
    @Test
    void keysForExportAreKnown() throws Exception {
        List<KeyTree> trees = KeyTree.of(session(of(EXPORT).getFirst()));

        isComplete(trees.getFirst(), KeyTree.Beginning.PRIVATE_KEY);
        assertThat(trees.getFirst().steps())
                .filteredOn(step -> step.kind() == StepKind.CLIENT_WRITE_KEY)
                .hasSize(1)
                .allMatch(step -> Objects.requireNonNull(step.output()).length() == 16)
                .allMatch(step -> step.command().isEmpty());
        Recomputed.agree(trees, temp);
    }

    @Test
    void everyHandshakeOfAConnectionHasATree() throws Exception {
        List<KeyTree> trees = KeyTree.of(session(of(RENEGOTIATED).getFirst()));

        assertThat(trees).hasSize(3);
        isComplete(trees.getFirst(), KeyTree.Beginning.PRIVATE_KEY);
        // Java resumes its own session.
        isComplete(trees.get(1), KeyTree.Beginning.EARLIER_SESSION);
        isComplete(trees.get(2), KeyTree.Beginning.EARLIER_SESSION);
        assertThat(trees.stream().flatMap(tree -> tree.steps().stream()).map(KeyStep::id))
                .doesNotHaveDuplicates();
        Recomputed.agree(trees, temp);
    }

    /** The second connection begins with the secret that the first one left in the same capture. */
    @Test
    void aResumedSessionBeginsWithItsOldSecret() throws Exception {
        List<OldJava.Recorded> both = of(RESUMED);
        KeyTree first = KeyTree.of(session(both.get(0))).getFirst();
        List<KeyTree> second = KeyTree.of(session(both.get(1)));

        isComplete(second.getFirst(), KeyTree.Beginning.EARLIER_SESSION);
        assertThat(main(second.getFirst())).isEqualTo(main(first));
        Recomputed.agree(second, temp);
    }

    private static Object main(KeyTree tree) {
        return tree.steps().stream()
                .filter(step ->
                        step.kind() == StepKind.MASTER_SECRET
                                || step.kind() == StepKind.EXTENDED_MASTER_SECRET)
                .map(KeyStep::output)
                .findFirst()
                .orElseThrow();
    }

    private static void isComplete(KeyTree tree, KeyTree.Beginning beginning) {
        assertThat(tree.beginning()).isEqualTo(beginning);
        assertThat(tree.steps()).allMatch(KeyStep::isKnown);
        assertThat(tree.steps())
                .filteredOn(step -> step.kind() == StepKind.VERIFY_DATA_12)
                .hasSize(2)
                .allMatch(step -> step.knowledge().way() == Knowledge.Way.COMPUTED)
                .allMatch(step -> Phrase.of("keys.note.sent").equals(step.knowledge().note()));
    }
}
