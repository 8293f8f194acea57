package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import dev.handshake.record.Epoch;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connections that Go's crypto/tls keeps recordings of. */
final class GoFlowsTest {
    private static final Set<MessageType> NOT_READ =
            EnumSet.of(
                    MessageType.NOT_TLS,
                    MessageType.PLAINTEXT_PRELUDE,
                    MessageType.UNKNOWN_HANDSHAKE,
                    MessageType.TRUNCATED_HANDSHAKE,
                    MessageType.GAP,
                    MessageType.OVERLAP);

    @TempDir private Path temp;

    @Test
    void everyByteIsReadUpToWhereEncryptionStartsAndTsharkAgrees() throws Exception {
        List<Gold> flows = Gold.flows();
        assertThat(flows).hasSize(175);
        // Seven of the files are empty.
        List<Gold> recorded = flows.stream().filter(flow -> flow.length() > 0).toList();
        assertThat(recorded).hasSize(168);
        Path capture = temp.resolve("flows.pcap");
        PcapFile.write(capture, recorded.stream().map(Gold::segments).toList(), true);

        Opened opened = Opened.of(capture, null);

        assertThat(opened.others()).isZero();
        assertThat(opened.sessions()).hasSameSizeAs(recorded);
        for (int i = 0; i < recorded.size(); i++) {
            isReadWhole(recorded.get(i), opened.sessions().get(i));
        }
        opened.linesAgree();
        assertThat(Comparison.of(opened.sessions(), new Tshark(capture, null).conversations()))
                .isEmpty();
    }

    /** One client names a host with no letters: a remark at a place where no byte is. */
    private static boolean isUndecoded(Field field) {
        return field.value() instanceof Value.Malformed && field.span().length() > 0;
    }

    private static void isReadWhole(Gold flow, Session session) {
        int bytes = session.records().stream().mapToInt(record -> 5 + record.length()).sum();
        assertThat(bytes).as(flow.name()).isEqualTo(flow.length());
        for (Row row : Row.sent(session)) {
            assertThat(NOT_READ).as("%s: %s", flow, row).doesNotContain(row.type());
            if (row.epoch() == Epoch.PLAINTEXT) {
                assertThat(row.fields().stream().flatMap(Field::walk))
                        .as("%s: %s", flow, row)
                        .noneMatch(GoFlowsTest::isUndecoded);
            }
        }
    }
}
