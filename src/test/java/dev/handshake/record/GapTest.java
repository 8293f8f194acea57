package dev.handshake.record;

import static dev.handshake.record.Chunk.client;
import static dev.handshake.record.Chunk.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Sender;
import dev.handshake.registry.CipherSuite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that the capture does not have, and connections that were running when it began. */
class GapTest {
    /** Every place at which the client's last flight of records may be interrupted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_PSK_WITH_AES_128_GCM_SHA256",
                "TLS_PSK_WITH_CHACHA20_POLY1305_SHA256",
                "TLS_PSK_WITH_AES_128_CBC_SHA256",
                "TLS_AES_128_GCM_SHA256"
            })
    void goesOnWithTheNextRecordThatAKeyFits(String suite) throws IOException {
        Engines.Recorded recorded = recorded(suite);
        int last = lastData(recorded.chunks(), Sender.CLIENT);
        int before = lastData(recorded.chunks().subList(0, last), Sender.CLIENT);
        Bytes lost = recorded.chunks().get(before).bytes();
        assertThat(last).isGreaterThan(before);

        for (int from = 0; from < lost.length(); from++) {
            for (int cut : List.of(1, 1 << 20)) {
                Reading reading = reading(recorded.keys());
                for (int i = 0; i < recorded.chunks().size(); i++) {
                    Chunk chunk = recorded.chunks().get(i);
                    if (i == before) {
                        feed(reading, client(lost.slice(0, from)), cut);
                        reading.gap(Sender.CLIENT, lost.length() - from);
                    } else {
                        feed(reading, chunk, cut);
                    }
                }
                reading.end();

                assertThat(reading.data(Sender.CLIENT)).isEqualTo(Engines.QUESTION);
                assertThat(reading.data(Sender.SERVER)).isEqualTo(Engines.ANSWER);
                assertThat(reading.pieces)
                        .filteredOn(Piece.Missing.class::isInstance)
                        .extracting(piece -> ((Piece.Missing) piece).length())
                        .containsExactly((long) lost.length() - from);
                assertThat(reading.pieces)
                        .filteredOn(Piece.Remnant.class::isInstance)
                        .hasSize(from == 0 ? 0 : 1);
            }
        }
    }

    /** The end of the lost record is still there: nothing of it is a record. */
    @ParameterizedTest
    @ValueSource(strings = {"TLS_PSK_WITH_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256"})
    void countsWhatItPassesOver(String suite) throws IOException {
        Engines.Recorded recorded = recorded(suite);
        int last = lastData(recorded.chunks(), Sender.CLIENT);
        int before = lastData(recorded.chunks().subList(0, last), Sender.CLIENT);
        Bytes lost = recorded.chunks().get(before).bytes();

        for (int to = 1; to < lost.length(); to++) {
            for (int cut : List.of(1, 1 << 20)) {
                Reading reading = reading(recorded.keys());
                for (int i = 0; i < recorded.chunks().size(); i++) {
                    if (i == before) {
                        reading.gap(Sender.CLIENT, to);
                        feed(reading, client(lost.from(to)), cut);
                    } else {
                        feed(reading, recorded.chunks().get(i), cut);
                    }
                }
                reading.end();

                assertThat(reading.data(Sender.CLIENT)).isEqualTo(Engines.QUESTION);
                assertThat(reading.pieces)
                        .filteredOn(Piece.Missing.class::isInstance)
                        .extracting(piece -> ((Piece.Missing) piece).length())
                        .containsExactly((long) to, (long) lost.length() - to);
            }
        }
    }

    @Test
    void findsRecordsInAConnectionThatWasRunning() throws IOException {
        Engines.Recorded recorded = recorded("TLS_PSK_WITH_AES_128_GCM_SHA256");
        Bytes all = all(recorded.chunks(), Sender.CLIENT);
        int first = 5 + (int) all.number(3, 2);

        for (int from = 1; from < first; from++) {
            for (int cut : List.of(1, 1 << 20)) {
                Reading reading = reading(new KeyRing());
                reading.gap(Sender.CLIENT, -1);
                feed(reading, client(all.from(from)), cut);
                reading.end();

                assertThat(reading.pieces.subList(0, 2))
                        .extracting(piece -> ((Piece.Missing) piece).length())
                        .containsExactly(-1L, (long) first - from);
                assertThat(reading.records())
                        .extracting(record -> record.raw().type().code())
                        .startsWith(22, 20, 22);
            }
        }
    }

    @Test
    void isNotSureOfOneHeader() {
        Bytes record = Bytes.ofHex("1703030014" + "ab".repeat(20));
        for (List<Chunk> cut :
                List.of(List.of(client(record)), Chunk.cut(List.of(client(record)), 1))) {
            Reading reading = reading(new KeyRing());
            reading.gap(Sender.CLIENT, -1);
            cut.forEach(reading::accept);
            reading.end();

            assertThat(reading.records()).isEmpty();
        }
    }

    @Test
    void callsItForeignWhereNothingIsTls() {
        Reading reading = reading(new KeyRing());
        reading.gap(Sender.SERVER, -1);
        reading.accept(server("all of this is plain text\r\n"));
        reading.gap(Sender.SERVER, 10);
        reading.accept(server("to its end\r\n"));
        reading.end();

        assertThat(reading.pieces.stream().map(Object::getClass).toList())
                .isEqualTo(
                        List.of(
                                Piece.Missing.class,
                                Piece.Foreign.class,
                                Piece.Missing.class,
                                Piece.Foreign.class));
    }

    @Test
    void takesWhatStandsBeforeAHelloForAPreludeThoughItsBeginningIsMissing() throws IOException {
        Engines.Recorded recorded = recorded("TLS_PSK_WITH_AES_128_GCM_SHA256");
        Reading reading = reading(recorded.keys());
        reading.gap(Sender.SERVER, -1);
        reading.gap(Sender.CLIENT, -1);
        reading.accept(server("250 STARTTLS\r\n"));
        reading.accept(client("STARTTLS\r\n"));
        reading.accept(server("220 go ahead\r\n"));
        recorded.chunks().forEach(reading::accept);
        reading.end();

        assertThat(reading.pieces).filteredOn(Piece.Prelude.class::isInstance).hasSize(3);
        assertThat(reading.data(Sender.CLIENT)).isEqualTo(Engines.QUESTION.repeat(2));
    }

    @Test
    void decryptsAfterAGapThatSwallowedTheChangeOfKeys() throws IOException {
        Engines.Recorded recorded = recorded("TLS_PSK_WITH_AES_128_GCM_SHA256");
        Reading reading = reading(recorded.keys());
        boolean lost = false;
        for (Chunk chunk : recorded.chunks()) {
            Predicate<Chunk> changes =
                    it -> it.from() == Sender.CLIENT && contains(it.bytes(), "140303000101");
            if (changes.test(chunk)) {
                reading.gap(Sender.CLIENT, chunk.bytes().length());
                lost = true;
            } else {
                reading.accept(chunk);
            }
        }
        reading.end();

        assertThat(lost).isTrue();
        assertThat(reading.data(Sender.CLIENT)).isEqualTo(Engines.QUESTION.repeat(2));
    }

    /** Bytes that look like many beginnings cost no more than others, keys or not. */
    @Test
    void searchesInLinearTime() throws IOException {
        Engines.Recorded recorded = recorded("TLS_PSK_WITH_CAMELLIA_128_GCM_SHA256");
        byte[] headers = new byte[1 << 21];
        byte[] header = Bytes.ofHex("1703034000").toArray();
        for (int i = 0; i < headers.length; i++) {
            headers[i] = header[i % header.length];
        }

        assertTimeout(
                Duration.ofSeconds(10),
                () -> {
                    Reading reading = reading(recorded.keys());
                    recorded.chunks().forEach(reading::accept);
                    reading.gap(Sender.CLIENT, 1 << 20);
                    feed(reading, client(Bytes.wrap(headers)), 1460);
                    reading.end();
                    assertThat(reading.pieces.getLast())
                            .isInstanceOfSatisfying(
                                    Piece.Missing.class,
                                    missing ->
                                            assertThat(missing.length()).isEqualTo(headers.length));
                });
    }

    private static Engines.Recorded recorded(String suite) throws IOException {
        return Engines.run(
                new Engines.Wish(
                        CipherSuite.named(suite).orElseThrow().code(),
                        suite.contains("_WITH_") ? ProtocolVersion.TLSv12 : ProtocolVersion.TLSv13,
                        false,
                        false));
    }

    private static Reading reading(KeyRing keys) {
        RecordLayer layer = new RecordLayer(keys);
        layer.secretsComplete();
        return new Reading(layer);
    }

    private static void feed(Reading reading, Chunk chunk, int cut) {
        Chunk.cut(List.of(chunk), cut).forEach(reading::accept);
    }

    /** The last chunk of the side that begins with a record of application data. */
    private static int lastData(List<Chunk> chunks, Sender from) {
        int last = -1;
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i).from() == from && chunks.get(i).bytes().at(0) == 23) {
                last = i;
            }
        }
        return last;
    }

    private static Bytes all(List<Chunk> chunks, Sender from) {
        List<Bytes> parts = new ArrayList<>();
        chunks.stream().filter(it -> it.from() == from).forEach(it -> parts.add(it.bytes()));
        return Bytes.concat(parts.toArray(Bytes[]::new));
    }

    private static boolean contains(Bytes bytes, String hex) {
        return bytes.hex().contains(hex);
    }
}
