package dev.handshake.record;

import static dev.handshake.record.Chunk.client;
import static dev.handshake.record.Chunk.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.Vectors;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Sender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands before TLS, or in its place. */
class PreludeTest {
    /**
     * What each protocol says before its ClientHello: RFC 3207, 9051, 2595, 4217, 2830, 6120 ...
     */
    static Stream<Arguments> preludes() {
        return Stream.of(
                Arguments.of(
                        "SMTP",
                        List.of(
                                server("220 mail ESMTP\r\n"),
                                client("EHLO me\r\n"),
                                server("250-mail\r\n250 STARTTLS\r\n"),
                                client("STARTTLS\r\n"),
                                server("220 go ahead\r\n"))),
                Arguments.of(
                        "IMAP",
                        List.of(
                                server("* OK ready\r\n"),
                                client("a1 STARTTLS\r\n"),
                                server("a1 OK begin\r\n"))),
                Arguments.of(
                        "POP3",
                        List.of(server("+OK\r\n"), client("STLS\r\n"), server("+OK begin\r\n"))),
                Arguments.of(
                        "FTP",
                        List.of(
                                server("220 hi\r\n"),
                                client("AUTH TLS\r\n"),
                                server("234 ok\r\n"))),
                Arguments.of(
                        "LDAP",
                        List.of(
                                client(
                                        Bytes.ofHex(
                                                "301d02010177188016312e332e362e312e342e312e3134"
                                                        + "36362e3230303337")),
                                server(Bytes.ofHex("300c02010178070a010004000400")))),
                Arguments.of(
                        "PostgreSQL",
                        List.of(client(Bytes.ofHex("0000000804d2162f")), server("S"))),
                Arguments.of(
                        "MySQL",
                        List.of(
                                server(Bytes.ofHex("0a0000000a382e302e33330000")),
                                client(Bytes.ofHex("2000000105aef71f00000001ff")))),
                Arguments.of(
                        "XMPP",
                        List.of(
                                client("<stream:stream to='x'>"),
                                server("<stream:features><starttls/></stream:features>"),
                                client("<starttls/>"),
                                server("<proceed/>"))),
                Arguments.of(
                        "HTTP CONNECT",
                        List.of(
                                client("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n"),
                                server("HTTP/1.1 200 OK\r\n\r\n"))),
                Arguments.of(
                        "SOCKS 5",
                        List.of(
                                client(Bytes.ofHex("050100")),
                                server(Bytes.ofHex("0500")),
                                client(Bytes.ofHex("050100017f00000101bb")),
                                server(Bytes.ofHex("050000017f00000101bb")))),
                Arguments.of(
                        "a byte that begins a record, at an end",
                        List.of(
                                client("16 is \u0016"),
                                server("so is \u0016\u0003"),
                                client("well"))));
    }

    @ParameterizedTest
    @MethodSource("preludes")
    void isTheSameHoweverItIsCut(String protocol, List<Chunk> prelude) throws IOException {
        List<Chunk> chunks = new ArrayList<>(prelude);
        chunks.addAll(hellos());

        Reading whole = Reading.of(new KeyRing(), chunks);

        assertThat(whole.pieces.subList(0, prelude.size()))
                .allMatch(Piece.Prelude.class::isInstance);
        assertThat(said(whole, Sender.CLIENT)).isEqualTo(joined(prelude, Sender.CLIENT));
        assertThat(said(whole, Sender.SERVER)).isEqualTo(joined(prelude, Sender.SERVER));
        assertThat(whole.messages)
                .extracting(message -> message.bytes().hex())
                .containsExactly(
                        trace().hex("Record_ClientHello_1").substring(10),
                        trace().hex("Message_ServerHello"));
        for (int length : List.of(1, 2, 3, 7)) {
            assertThat(Reading.of(new KeyRing(), Chunk.cut(chunks, length)).shape())
                    .as("in pieces of " + length)
                    .isEqualTo(whole.shape());
        }
    }

    @ParameterizedTest
    @MethodSource("preludes")
    void isFoundWhereTheServersSideAloneWasCaptured(String protocol, List<Chunk> prelude)
            throws IOException {
        List<Chunk> chunks = new ArrayList<>(prelude);
        chunks.addAll(hellos());
        chunks.removeIf(chunk -> chunk.from() == Sender.CLIENT);

        for (int length : List.of(1, 1 << 20)) {
            Reading reading = Reading.of(new KeyRing(), Chunk.cut(chunks, length));

            assertThat(said(reading, Sender.SERVER)).isEqualTo(joined(prelude, Sender.SERVER));
            assertThat(reading.messages)
                    .extracting(message -> message.bytes().hex())
                    .containsExactly(trace().hex("Message_ServerHello"));
        }
    }

    @ParameterizedTest
    @MethodSource("preludes")
    void isForeignWhereNoTlsFollows(String protocol, List<Chunk> talk) {
        for (int length : List.of(1, 1 << 20)) {
            Reading reading = Reading.of(new KeyRing(), Chunk.cut(talk, length));

            assertThat(reading.pieces).allMatch(Piece.Foreign.class::isInstance);
            for (Sender sender : Sender.values()) {
                List<Piece.Foreign> own =
                        reading.pieces.stream()
                                .map(Piece.Foreign.class::cast)
                                .filter(piece -> piece.from() == sender)
                                .toList();
                assertThat(own.stream().map(Piece.Foreign::atStart))
                        .startsWith(true)
                        .filteredOn(first -> first)
                        .hasSize(1);
                assertThat(own.stream().map(Piece.Foreign::bytes).reduce(Bytes::concat))
                        .contains(joined(talk, sender));
            }
        }
    }

    @Test
    void goesOnWithTheAnswerToAQuestionThatDidNotWaitForIt() throws IOException {
        List<Chunk> chunks =
                List.of(
                        client(Bytes.ofHex("0000000804d2162f")),
                        hellos().getFirst(),
                        server("S"),
                        hellos().getLast());

        Reading reading = Reading.of(new KeyRing(), chunks);

        assertThat(said(reading, Sender.SERVER)).isEqualTo(server("S").bytes());
        assertThat(reading.messages).hasSize(2);
    }

    @Test
    void callsTheAnswerToAHelloForeignIfItIsNoRecord() throws IOException {
        Reading reading =
                Reading.of(
                        new KeyRing(),
                        List.of(
                                client("CONNECT a:443 HTTP/1.1\r\n\r\n"),
                                server("HTTP/1.1 200 OK\r\n\r\n"),
                                hellos().getFirst(),
                                server("HTTP/1.1 400 Bad Request\r\n\r\n")));

        assertThat(reading.pieces.getLast())
                .isInstanceOfSatisfying(
                        Piece.Foreign.class,
                        foreign -> {
                            assertThat(foreign.from()).isEqualTo(Sender.SERVER);
                            assertThat(foreign.atStart()).isTrue();
                        });
    }

    @Test
    void callsWhatAnAlertAnswersForeign() {
        Reading reading =
                Reading.of(
                        new KeyRing(),
                        List.of(
                                client("GET / HTTP/1.1\r\n\r\n"),
                                server(Bytes.ofHex("15030100020246"))));

        assertThat(reading.pieces.getFirst()).isInstanceOf(Piece.Foreign.class);
        assertThat(reading.records()).hasSize(1);
    }

    @Test
    void keepsOnlySoMuchAndCountsTheRest() throws IOException {
        String line = "NOOP and much more of what is said before\r\n";
        int times = 10 * Limits.PRELUDE / line.length();
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            chunks.add(client(line));
            if (i % 100 == 0) {
                chunks.add(server("250 ok\r\n"));
            }
        }
        chunks.addAll(hellos());

        Reading reading = Reading.of(new KeyRing(), chunks);

        List<Piece.Prelude> preludes =
                reading.pieces.stream()
                        .filter(Piece.Prelude.class::isInstance)
                        .map(Piece.Prelude.class::cast)
                        .filter(piece -> piece.from() == Sender.CLIENT)
                        .toList();
        assertThat(preludes.stream().mapToLong(Piece.Prelude::length).sum())
                .isEqualTo((long) times * line.length());
        assertThat(preludes.stream().mapToInt(piece -> piece.bytes().length()).sum())
                .isEqualTo(Limits.PRELUDE);
        assertThat(reading.messages).hasSize(2);
    }

    private static List<Chunk> hellos() throws IOException {
        return List.of(
                client(trace().bytes("Record_ClientHello_1")),
                server(trace().bytes("Record_ServerHello")));
    }

    private static Bytes said(Reading reading, Sender from) {
        return reading.pieces.stream()
                .filter(Piece.Prelude.class::isInstance)
                .map(Piece.Prelude.class::cast)
                .filter(piece -> piece.from() == from)
                .map(Piece.Prelude::bytes)
                .reduce(Bytes.EMPTY, Bytes::concat);
    }

    private static Bytes joined(List<Chunk> chunks, Sender from) {
        return chunks.stream()
                .filter(chunk -> chunk.from() == from)
                .map(Chunk::bytes)
                .reduce(Bytes.EMPTY, Bytes::concat);
    }

    private static Vectors trace() throws IOException {
        return Vectors.section(
                Needs.shared("corpus/vectors/rfc8448").resolve("transcripts.vec"),
                "Simple_1RTT_Handshake");
    }
}
