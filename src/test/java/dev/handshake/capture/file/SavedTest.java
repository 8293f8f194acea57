package dev.handshake.capture.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this program saved it tells again as it was: what was made up is not taken for seen. */
final class SavedTest {
    private static final Instant STARTED = Instant.parse("2026-11-23T07:16:00.123456789Z");
    private static final Endpoint SERVER = new Endpoint("192.0.2.7", 443);
    private static final Bytes ANCHOR = Bytes.ofHex("3082".repeat(500));
    private static final Bytes LONG = Bytes.of("x".repeat(3_000).getBytes(StandardCharsets.UTF_8));
    private static final Bytes SHORT = Bytes.of("welcome".getBytes(StandardCharsets.UTF_8));

    @TempDir private Path folder = Path.of("");

    private Opened saved(Endpoint client, @Nullable Failure failure) throws Exception {
        List<CaptureEvent> events =
                List.of(
                        new CaptureEvent.Connected(5_000, 1_000, 700, client, SERVER),
                        new CaptureEvent.Data(6_000, Sender.CLIENT, LONG),
                        new CaptureEvent.Data(7_000, Sender.SERVER, SHORT),
                        new CaptureEvent.Data(7_000, Sender.SERVER, SHORT),
                        failure == null
                                ? new CaptureEvent.Closed(9_000)
                                : new CaptureEvent.Failed(9_000, failure));
        Origin origin = new Origin(Origin.Kind.LAB, "www.example", 443, "tls13", false);
        SavedSession session = new SavedSession(origin, 700, List.of(ANCHOR), STARTED, failure);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PcapngWriter writer = new PcapngWriter(out);
        writer.begin("test", session.comments());
        new Synthesis(STARTED, events)
                .packets(packet -> {
                    try {
                        writer.packet(packet);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        writer.end();
        return new Opened(Handwritten.file(folder, out.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1"})
    void aSavedConnectionIsToldAsItWas(String address) throws Exception {
        Endpoint client = new Endpoint(address, 50_000);
        try (Opened opened = saved(client, null)) {
            List<CaptureEvent> events = opened.events();
            CaptureEvent.Opened first = (CaptureEvent.Opened) events.getFirst();
            assertThat(first.origin())
                    .isEqualTo(new Origin(Origin.Kind.CAPTURE, "www.example", 443, "tls13", false));
            assertThat(first.started()).isEqualTo(STARTED);
            assertThat(first.trustAnchors()).containsExactly(ANCHOR);
            List<CaptureEvent.Connected> connected =
                    all(events, CaptureEvent.Connected.class).toList();
            assertThat(connected).hasSize(1);
            assertThat(connected.getFirst().nanos()).isEqualTo(5_000);
            assertThat(connected.getFirst().connectStarted()).isEqualTo(1_000);
            assertThat(connected.getFirst().nameLookup()).isEqualTo(700);
            assertThat(connected.getFirst().client().port()).isEqualTo(50_000);
            assertThat(all(events, CaptureEvent.Segment.class)).isEmpty();
            assertThat(Opened.data(events, Sender.CLIENT)).isEqualTo(LONG);
            assertThat(
                            all(events, CaptureEvent.Data.class)
                                    .filter(data -> data.from() == Sender.CLIENT)
                                    .map(CaptureEvent::nanos))
                    .containsOnly(6_000L);
            assertThat(
                            all(events, CaptureEvent.Data.class)
                                    .filter(data -> data.from() == Sender.SERVER))
                    .containsExactly(
                            new CaptureEvent.Data(7_000, Sender.SERVER, SHORT),
                            new CaptureEvent.Data(7_000, Sender.SERVER, SHORT));
            assertThat(events.getLast()).isEqualTo(new CaptureEvent.Closed(9_000));
        }
    }

    @Test
    void howItFailedIsToldAgain() throws Exception {
        Failure failure = Failure.of(Failure.Kind.RESET);
        try (Opened opened = saved(new Endpoint("192.0.2.1", 50_000), failure)) {
            assertThat(opened.events().getLast())
                    .isEqualTo(new CaptureEvent.Failed(9_000, failure));
            assertThat(all(opened.events(), CaptureEvent.Segment.class)).isEmpty();
        }
        Failure timeout = Failure.of(Failure.Kind.HANDSHAKE_TIMEOUT, 15L);
        try (Opened opened = saved(new Endpoint("192.0.2.1", 50_000), timeout)) {
            assertThat(((CaptureEvent.Failed) opened.events().getLast()).failure())
                    .isEqualTo(timeout);
        }
    }

    private static <T extends CaptureEvent> Stream<T> all(
            List<CaptureEvent> events, Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }
}
