package dev.handshake.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import org.junit.jupiter.api.Test;

final class RecordEdgeTest {
    private final RecordEdge edge = new RecordEdge();

    @Test
    void knowsHowMuchOfARecordIsMissing() {
        edge.pass(Bytes.ofHex("170303"));
        assertThat(edge.missing()).isEqualTo(2);
        edge.pass(Bytes.ofHex("000401"));
        assertThat(edge.missing()).isEqualTo(3);
        edge.pass(Bytes.ofHex("020304"));
        assertThat(edge.missing()).isZero();
    }

    @Test
    void followsManyRecordsInOneChunk() {
        edge.pass(Bytes.ofHex("1503030002010017030300001603030003aabb"));
        assertThat(edge.missing()).isEqualTo(1);
    }

    @Test
    void followsTheLongestRecord() {
        edge.pass(Bytes.ofHex("170303ffff"));
        assertThat(edge.missing()).isEqualTo(65_535);
        edge.pass(Bytes.of(new byte[65_535]));
        assertThat(edge.missing()).isZero();
    }
}
