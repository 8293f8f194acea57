package dev.handshake.session;

import static dev.handshake.session.Spoken.message;
import static dev.handshake.session.Spoken.record;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Payload;
import dev.handshake.capture.Sender;
import dev.handshake.record.Sealing.Kind;
import dev.handshake.session.Layers.Carrier;
import dev.handshake.session.Layers.Run;
import dev.handshake.session.Layers.Wrapping;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How messages are packed, of connections whose every byte is put where it is by hand. */
final class LayersTest {
    private static final int CERTIFICATE = 11;
    private static final int DONE = 14;

    @Test
    void severalMessagesShareARecord() {
        Spoken spoken =
                new Spoken()
                        .says(
                                Sender.SERVER,
                                record(message(CERTIFICATE, 6), message(DONE, 0), message(0, 0)));
        Layers layers = layers(spoken, 2);
        assertThat(layers.records()).isEqualTo(1);
        assertThat(layers.beside()).containsExactlyInAnyOrder(1, 3);
        assertThat(layers.carriers()).hasSize(1);
        Wrapping only = layers.carriers().getFirst().wrappings().getFirst();
        assertThat(only.isWhole()).isTrue();
        assertThat(only.runs())
                .containsExactly(
                        new Run(Kind.HEADER, 0, 5),
                        new Run(Kind.CONTENT, 1, 10),
                        new Run(Kind.CONTENT, 2, 4),
                        new Run(Kind.CONTENT, 3, 4));
    }

    @Test
    void aMessageOverThreeRecordsAndTwoSegmentsStandsInPartsWhereItWas() {
        Bytes certificate = message(CERTIFICATE, 96);
        Bytes stream =
                Bytes.concat(
                        record(message(0, 0), certificate.slice(0, 30)),
                        record(certificate.slice(30, 30)),
                        record(certificate.slice(60, 40), message(DONE, 0)));
        // The first segment ends in the middle of the second record: 39 + 5 + 11.
        Spoken spoken =
                new Spoken()
                        .says(Sender.SERVER, stream.slice(0, 55))
                        .says(Sender.SERVER, stream.from(55));
        Layers layers = layers(spoken, 2);
        assertThat(layers.records()).isEqualTo(3);
        assertThat(layers.pieces()).isEqualTo(2);
        assertThat(layers.beside()).containsExactlyInAnyOrder(1, 3);
        Carrier first = layers.carriers().getFirst();
        Carrier second = layers.carriers().getLast();
        assertThat(first.wrappings()).hasSize(2);
        assertThat(first.wrappings().get(0).runs())
                .containsExactly(
                        new Run(Kind.HEADER, 0, 5),
                        new Run(Kind.CONTENT, 1, 4),
                        new Run(Kind.CONTENT, 2, 30));
        assertThat(first.wrappings().get(1).from()).isZero();
        assertThat(first.wrappings().get(1).to()).isEqualTo(16);
        assertThat(first.wrappings().get(1).runs())
                .containsExactly(new Run(Kind.HEADER, 0, 5), new Run(Kind.CONTENT, 2, 11));
        assertThat(second.wrappings().get(0).from()).isEqualTo(16);
        assertThat(second.wrappings().get(0).runs()).containsExactly(new Run(Kind.CONTENT, 2, 19));
        assertThat(second.wrappings().get(1).runs())
                .containsExactly(
                        new Run(Kind.HEADER, 0, 5),
                        new Run(Kind.CONTENT, 2, 40),
                        new Run(Kind.CONTENT, 3, 4));
    }

    @Test
    void aByteARecordIsAByteARecord() {
        Bytes certificate = message(CERTIFICATE, 196);
        List<Bytes> records = new ArrayList<>();
        for (int i = 0; i < certificate.length(); i++) {
            records.add(record(certificate.slice(i, 1)));
        }
        Bytes stream = Bytes.concat(records.toArray(Bytes[]::new));
        for (int most : new int[] {1, 7, 5000}) {
            Spoken spoken = new Spoken().saysInPieces(Sender.SERVER, most, stream);
            Layers layers = layers(spoken, 1);
            assertThat(layers.records()).isEqualTo(200);
            assertThat(layers.carriers()).hasSize((1200 + most - 1) / most);
            assertThat(lengthOf(1, layers)).isEqualTo(200);
            assertThat(lengthOf(0, layers)).as("the headers").isEqualTo(1000);
        }
    }

    @Test
    void recordsOfOtherMessagesInItsSegmentsAreThereToo() {
        Spoken spoken =
                new Spoken()
                        .says(
                                Sender.SERVER,
                                record(message(CERTIFICATE, 6)),
                                record(message(DONE, 0)))
                        .says(Sender.SERVER, record(message(0, 0)));
        Layers layers = layers(spoken, 2);
        assertThat(layers.beside()).isEmpty();
        assertThat(layers.carriers()).hasSize(1);
        assertThat(layers.carriers().getFirst().wrappings())
                .extracting(wrapping -> wrapping.record().messages())
                .containsExactly(List.of(1), List.of(2));
    }

    @Test
    void whatIsSentAgainIsSaidAndNotCountedTwice() {
        Bytes stream = record(message(CERTIFICATE, 91));
        Spoken spoken =
                new Spoken()
                        .says(Sender.SERVER, stream.slice(0, 60))
                        .says(Sender.SERVER, stream.from(60));
        List<Payload> payloads = new ArrayList<>(spoken.payloads());
        // All of the first again, and a segment that overlaps both.
        payloads.add(new Payload(9000, Sender.SERVER, 1000, 0, 60, true));
        payloads.add(new Payload(9100, Sender.SERVER, 1040, 40, 60, false));
        Layers layers = Layers.of(spoken.session(), 1, payloads);
        assertThat(layers.repeats()).containsExactly(payloads.get(2));
        assertThat(lengthOf(1, layers) + lengthOf(0, layers)).isEqualTo(100);
    }

    @Test
    void withoutSegmentsThereAreRecords() {
        Spoken spoken =
                new Spoken().says(Sender.SERVER, record(message(CERTIFICATE, 6), message(DONE, 0)));
        Layers layers = Layers.of(spoken.session(), 1, List.of());
        assertThat(layers.carriers()).hasSize(1);
        assertThat(layers.carriers().getFirst().payload()).isNull();
        assertThat(lengthOf(1, layers)).isEqualTo(10);
    }

    @Test
    void whatIsInNoRecordHasNoLayers() {
        Spoken spoken =
                new Spoken()
                        .says(Sender.CLIENT, Bytes.of("EHLO example.com\r\n".getBytes(US_ASCII)))
                        .says(Sender.SERVER, Bytes.of("250 fine\r\n".getBytes(US_ASCII)));
        Session session = spoken.session();
        assertThat(session.messages()).isNotEmpty();
        Layers layers = Layers.of(session, 1, spoken.payloads());
        assertThat(layers.carriers()).isEmpty();
        assertThat(layers.records()).isZero();
    }

    @Test
    void theEndOfAMessageThatIsTooLongIsNobodys() {
        // 300,000 bytes are announced (RFC 5246 §7.4 allows up to 2^24 - 1); this program reads
        // less.
        Bytes large = message(CERTIFICATE, 300_000);
        List<Bytes> records = new ArrayList<>();
        int at = 0;
        while (at + 16_000 < large.length()) {
            records.add(record(large.slice(at, 16_000)));
            at += 16_000;
        }
        records.add(record(large.from(at), message(DONE, 0)));
        Spoken spoken = new Spoken().says(Sender.SERVER, records.toArray(Bytes[]::new));
        Session session = spoken.session();
        int done = session.first(MessageType.SERVER_HELLO_DONE).orElseThrow().number();
        Layers layers = Layers.of(session, done, List.of());
        assertThat(layers.carriers().getFirst().wrappings().getFirst().runs())
                .containsExactly(
                        new Run(Kind.HEADER, 0, 5),
                        new Run(Kind.CONTENT, 0, large.length() - at),
                        new Run(Kind.CONTENT, done, 4));
    }

    private static Layers layers(Spoken spoken, int number) {
        return Layers.of(spoken.session(), number, spoken.payloads());
    }

    /** Bytes of a message, or with 0 of none, in all carriers. */
    private static int lengthOf(int message, Layers layers) {
        return layers.carriers().stream()
                .flatMap(carrier -> carrier.wrappings().stream())
                .flatMap(wrapping -> wrapping.runs().stream())
                .filter(run -> run.message() == message)
                .mapToInt(Run::length)
                .sum();
    }
}
