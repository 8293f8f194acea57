package dev.handshake.capture.file;

import static dev.handshake.capture.file.Handwritten.ACK;
import static dev.handshake.capture.file.Handwritten.SYN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Payload;
import dev.handshake.capture.Sender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packets of one connection, read anew. */
final class ExcerptTest {
    private static final Instant STARTED = Instant.parse("2026-11-23T07:16:00Z");
    private static final Endpoint CLIENT = new Endpoint("192.0.2.1", 50_000);
    private static final Endpoint SERVER = new Endpoint("192.0.2.2", 443);

    /** What a socket saw: a long read, and a short one. */
    private static Synthesis seen() {
        return new Synthesis(
                STARTED,
                List.of(
                        new CaptureEvent.Endpoints(0, CLIENT, SERVER),
                        new CaptureEvent.Connected(2_000, 1_000, -1, CLIENT, SERVER),
                        new CaptureEvent.Data(3_000, Sender.CLIENT, Bytes.wrap(new byte[4_000])),
                        new CaptureEvent.Data(4_000, Sender.SERVER, Bytes.wrap(new byte[7])),
                        new CaptureEvent.Data(5_000, Sender.CLIENT, Bytes.wrap(new byte[3])),
                        new CaptureEvent.Closed(6_000)));
    }

    @Test
    void tellsTheSameBytesAtTheSameTimes() throws IOException {
        List<CaptureEvent> told = new ArrayList<>();
        try (Excerpt excerpt = Excerpt.of(seen())) {
            excerpt.source(new KeyRing(), STARTED, List.of()).orElseThrow().capture(told::add);
        }
        assertThat(told).first().isInstanceOf(CaptureEvent.Opened.class);
        assertThat(told).contains(new CaptureEvent.Endpoints(0, CLIENT, SERVER));
        assertThat(told).last().isEqualTo(new CaptureEvent.Closed(6_000));
        // What was read at once comes in segments of at most 1460 bytes (RFC 9293 §3.7.1), at once.
        assertThat(told)
                .filteredOn(CaptureEvent.Data.class::isInstance)
                .extracting(CaptureEvent::nanos)
                .containsExactly(3_000L, 3_000L, 3_000L, 4_000L, 5_000L);
    }

    @Test
    void whatASocketReadAtOnceIsOnePiece() throws IOException {
        try (Excerpt excerpt = Excerpt.of(seen())) {
            assertThat(excerpt.payloads())
                    .extracting(Payload::from, Payload::offset, Payload::length, Payload::isRead)
                    .containsExactly(
                            tuple(Sender.CLIENT, 0L, 4_000, true),
                            tuple(Sender.SERVER, 0L, 7, true),
                            tuple(Sender.CLIENT, 4_000L, 3, true));
        }
    }

    @Test
    void hasNothingToTellWithoutPackets() throws IOException {
        try (Excerpt excerpt = Excerpt.of(_ -> {})) {
            assertThat(excerpt.source(new KeyRing(), STARTED, List.of())).isEmpty();
            assertThat(excerpt.payloads()).isEmpty();
        }
    }

    @Test
    void placesSegmentsByTheirNumbersWhateverTheyWentThrough(@TempDir Path folder)
            throws Exception {
        // The client's numbers pass through 0; its second segment comes last, the first twice.
        Handwritten packets =
                new Handwritten()
                        .client(-3, 0, SYN, "")
                        .server(5000, -2, SYN | ACK, "")
                        .client(-2, 5001, ACK, "")
                        .client(-2, 5001, ACK, "abcd")
                        .client(6, 5001, ACK, "ijkl")
                        .client(-2, 5001, ACK, "abcd")
                        .client(2, 5001, ACK, "efgh")
                        .server(5001, 10, ACK, "reply")
                        .client(4, 5006, ACK, "ghijklmn");
        try (Opened opened = packets.open(folder);
                Excerpt excerpt =
                        Excerpt.of(opened.file.recording(opened.connections.getFirst()))) {
            assertThat(excerpt.payloads())
                    .extracting(
                            Payload::from,
                            Payload::sequence,
                            Payload::offset,
                            Payload::length,
                            Payload::again)
                    .containsExactly(
                            tuple(Sender.CLIENT, 0xffff_fffeL, 0L, 4, false),
                            tuple(Sender.CLIENT, 6L, 8L, 4, false),
                            tuple(Sender.CLIENT, 0xffff_fffeL, 0L, 4, true),
                            tuple(Sender.CLIENT, 2L, 4L, 4, false),
                            tuple(Sender.SERVER, 5001L, 0L, 5, false),
                            tuple(Sender.CLIENT, 4L, 6L, 8, false));
        }
    }

    @Test
    void countsFromTheFirstByteThatWasSeenWhereTheBeginningIsMissing(@TempDir Path folder)
            throws Exception {
        Handwritten packets =
                new Handwritten().client(700, 900, ACK, "abc").server(900, 703, ACK, "de");
        try (Opened opened = packets.open(folder);
                Excerpt excerpt =
                        Excerpt.of(opened.file.recording(opened.connections.getFirst()))) {
            assertThat(excerpt.payloads())
                    .extracting(Payload::from, Payload::sequence, Payload::offset)
                    .containsExactly(
                            tuple(Sender.CLIENT, 700L, 0L), tuple(Sender.SERVER, 900L, 0L));
        }
    }
}
