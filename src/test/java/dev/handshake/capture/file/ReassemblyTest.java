package dev.handshake.capture.file;

import static dev.handshake.capture.file.Handwritten.ACK;
import static dev.handshake.capture.file.Handwritten.FIN;
import static dev.handshake.capture.file.Handwritten.RST;
import static dev.handshake.capture.file.Handwritten.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Sender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What TCP brought is told in order, whatever the packets went through. */
final class ReassemblyTest {
    @TempDir private Path folder = Path.of("");

    /** The events in short: {@code >SYN}, {@code >"data"}, {@code <gap 3}, {@code closed}. */
    private List<String> told(Handwritten packets) throws Exception {
        try (Opened opened = packets.open(folder)) {
            return opened.events().stream().skip(2).map(ReassemblyTest::told).toList();
        }
    }

    private static String told(CaptureEvent event) {
        return switch (event) {
            case CaptureEvent.Segment segment -> arrow(segment.from()) + segment.kind();
            case CaptureEvent.Data data -> arrow(data.from()) + '"' + data.bytes().latin1() + '"';
            case CaptureEvent.Gap gap -> arrow(gap.from()) + "gap " + gap.length();
            case CaptureEvent.Overlap overlap ->
                    arrow(overlap.from()) + "overlap " + overlap.length();
            case CaptureEvent.Closed _ -> "closed";
            case CaptureEvent.Failed failed -> "failed " + failed.failure().kind();
            case CaptureEvent.Noted _,
                    CaptureEvent.Opened _,
                    CaptureEvent.Endpoints _,
                    CaptureEvent.Connected _,
                    CaptureEvent.SecretKnown _ ->
                    event.getClass().getSimpleName();
        };
    }

    private static String arrow(Sender from) {
        return from == Sender.CLIENT ? ">" : "<";
    }

    private static Handwritten opened() {
        return new Handwritten().opening();
    }

    /** What an opening is told as, and then the rest. */
    private static String[] opening(String... rest) {
        List<String> all = new ArrayList<>(List.of(">SYN", "<SYN_ACK", ">ACK"));
        all.addAll(List.of(rest));
        return all.toArray(String[]::new);
    }

    @Test
    void aConversationIsToldInItsOrder() throws Exception {
        assertThat(
                        told(
                                opened().client(1001, 5001, ACK, "hello")
                                        .server(5001, 1006, ACK, "welcome")
                                        .client(1006, 5008, ACK, "")
                                        .client(1006, 5008, FIN | ACK, "bye")
                                        .server(5008, 1010, FIN | ACK, "")
                                        .client(1010, 5009, ACK, "")))
                .containsExactly(
                        opening(
                                ">\"hello\"",
                                "<\"welcome\"",
                                ">\"bye\"",
                                ">FIN",
                                "<FIN",
                                "closed"));
    }

    @Test
    void timesCountFromTheFirstPacket() throws Exception {
        try (Opened opened = opened().client(1001, 5001, ACK, "hello").open(folder)) {
            assertThat(opened.events().stream().map(CaptureEvent::nanos))
                    .containsExactly(0L, 0L, 0L, 1_000_000L, 2_000_000L, 3_000_000L, 3_000_000L);
            assertThat(((CaptureEvent.Opened) opened.events().getFirst()).started())
                    .isEqualTo("2023-11-14T22:13:20Z");
        }
    }

    @Test
    void whatComesEarlyWaits() throws Exception {
        assertThat(
                        told(
                                opened().client(1004, 5001, ACK, "def")
                                        .client(1007, 5001, ACK, "ghi")
                                        .client(1001, 5001, ACK, "abc")))
                .containsExactly(opening(">\"abc\"", ">\"def\"", ">\"ghi\"", "closed"));
    }

    @Test
    void whatIsSentAgainIsToldOnce() throws Exception {
        assertThat(
                        told(
                                opened().client(1001, 5001, ACK, "abc")
                                        .client(1001, 5001, ACK, "abc")
                                        .client(1001, 5001, ACK, "abcdef")
                                        .client(1003, 5001, ACK, "cdefg")))
                .containsExactly(opening(">\"abc\"", ">\"def\"", ">\"g\"", "closed"));
    }

    @Test
    void whatCameFirstStands() throws Exception {
        assertThat(
                        told(
                                opened().client(1001, 5001, ACK, "abc")
                                        .client(1001, 5001, ACK, "aXYd")
                                        .client(1007, 5001, ACK, "gh")
                                        .client(1005, 5001, ACK, "efGHi")))
                .containsExactly(
                        opening(
                                ">\"abc\"",
                                ">overlap 2",
                                ">\"d\"",
                                ">overlap 2",
                                ">\"ef\"",
                                ">\"gh\"",
                                ">\"i\"",
                                "closed"));
    }

    @Test
    void whatTheOtherEndHasAndTheCaptureHasNotIsAGap() throws Exception {
        assertThat(
                        told(
                                opened().client(1001, 5001, ACK, "abc")
                                        .client(1014, 5001, ACK, "opq")
                                        .server(5001, 1017, ACK, "answer")))
                .containsExactly(
                        opening(">\"abc\"", ">gap 10", ">\"opq\"", "<\"answer\"", "closed"));
    }

    @Test
    void whatIsMissingAtTheEndIsAGap() throws Exception {
        assertThat(
                        told(
                                opened().client(1001, 5001, ACK, "abc")
                                        .client(1014, 5001, ACK, "opq")
                                        .server(5011, 1004, ACK, "answer")))
                .containsExactly(
                        opening(
                                ">\"abc\"",
                                ">gap 10",
                                ">\"opq\"",
                                "<gap 10",
                                "<\"answer\"",
                                "closed"));
        assertThat(told(opened().client(1001, 5001, ACK, "abc").server(5001, 1104, ACK, "")))
                .containsExactly(opening(">\"abc\"", ">gap 100", "closed"));
    }

    @Test
    void whatWaitedToTheEndIsToldAsOfWhenItCame() throws Exception {
        Handwritten packets =
                opened().client(1001, 5001, ACK, "abc")
                        .client(1014, 5001, ACK, "opq")
                        .server(5001, 1004, ACK, "");
        try (Opened opened = packets.open(folder)) {
            assertThat(opened.events().stream().skip(5).map(CaptureEvent::nanos))
                    .containsExactly(3_000_000L, 4_000_000L, 4_000_000L, 5_000_000L);
        }
    }

    @Test
    void tooMuchThatWaitsEndsTheWaiting() throws Exception {
        Handwritten packets = opened().client(1001, 5001, ACK, "abc");
        int segments = Limits.OUT_OF_ORDER_SEGMENTS + 1;
        for (int i = 0; i < segments; i++) {
            packets.client(1005 + i, 5001, ACK, "x");
        }
        packets.server(5001, 1004, ACK, "answer");
        assertThat(told(packets))
                .startsWith(opening(">\"abc\"", ">gap 1", ">\"x\""))
                .endsWith(">\"x\"", "<\"answer\"", "closed")
                .hasSize(3 + 2 + segments + 2);
    }

    @Test
    void theNumbersMayWrap() throws Exception {
        assertThat(
                        told(
                                new Handwritten()
                                        .client(-4, 0, SYN, "")
                                        .server(-1, -3, SYN | ACK, "")
                                        .client(-3, 0, ACK, "")
                                        .client(1, 0, ACK, "efgh")
                                        .client(-3, 0, ACK, "abcd")
                                        .server(0, 5, ACK, "answer")
                                        .client(5, 6, ACK, "ijkl")))
                .containsExactly(
                        opening(">\"abcd\"", ">\"efgh\"", "<\"answer\"", ">\"ijkl\"", "closed"));
    }

    @Test
    void aConnectionThatRunsAlreadyBeginsWithGaps() throws Exception {
        assertThat(
                        told(
                                new Handwritten()
                                        .server(5001, 1001, ACK, "welcome")
                                        .client(1001, 5008, ACK, "hello")))
                .containsExactly("<gap -1", "<\"welcome\"", ">gap -1", ">\"hello\"", "closed");
    }

    @Test
    void askingWhetherSomebodyIsThereIsNoData() throws Exception {
        assertThat(
                        told(
                                opened().client(1001, 5001, ACK, "abc")
                                        .client(1003, 5001, ACK, "\0")
                                        .client(1003, 5001, ACK, "")
                                        .server(5001, 1004, ACK, "")
                                        .client(1004, 5001, ACK, "def")))
                .containsExactly(opening(">\"abc\"", ">\"def\"", "closed"));
    }

    @Test
    void openingAndClosingAreToldOnceEach() throws Exception {
        assertThat(
                        told(
                                new Handwritten()
                                        .client(1000, 0, SYN, "")
                                        .client(1000, 0, SYN, "")
                                        .server(5000, 1001, SYN | ACK, "")
                                        .server(5000, 1001, SYN | ACK, "")
                                        .client(1001, 5001, ACK, "")
                                        .client(1001, 5001, FIN | ACK, "")
                                        .client(1001, 5001, FIN | ACK, "")
                                        .server(5001, 1002, FIN | ACK, "")
                                        .server(5001, 1002, FIN | ACK, "")))
                .containsExactly(opening(">FIN", "<FIN", "closed"));
    }

    @Test
    void anEndWaitsForWhatGoesBeforeIt() throws Exception {
        assertThat(
                        told(
                                opened().client(1004, 5001, FIN | ACK, "def")
                                        .client(1001, 5001, ACK, "abc")))
                .containsExactly(opening(">\"abc\"", ">\"def\"", ">FIN", "closed"));
    }

    @Test
    void aResetBreaksOff() throws Exception {
        assertThat(
                        told(
                                opened().client(1001, 5001, ACK, "hello")
                                        .server(5001, 1006, RST | ACK, "")
                                        .server(5001, 0, RST, "")))
                .containsExactly(opening(">\"hello\"", "<RST", "failed RESET"));
    }

    @Test
    void aResetAfterBothEndsAreDoneChangesNothing() throws Exception {
        assertThat(
                        told(
                                opened().client(1001, 5001, FIN | ACK, "")
                                        .server(5001, 1002, FIN | ACK, "")
                                        .client(1002, 0, RST, "")))
                .containsExactly(opening(">FIN", "<FIN", ">RST", "closed"));
    }

    @Test
    void aServerThatDoesNotListenRefuses() throws Exception {
        Handwritten packets =
                new Handwritten().client(1000, 0, SYN, "").server(0, 1001, RST | ACK, "");
        assertThat(told(packets)).containsExactly(">SYN", "<RST", "failed REFUSED");
        try (Opened opened = packets.open(folder)) {
            assertThat(((CaptureEvent.Failed) opened.events().getLast()).failure())
                    .isEqualTo(Failure.of(Failure.Kind.REFUSED, "10.0.0.2", 443));
        }
    }

    @Test
    void dataInTheFirstPacketIsRead() throws Exception {
        assertThat(
                        told(
                                new Handwritten()
                                        .client(1000, 0, SYN, "hello")
                                        .server(5000, 1006, SYN | ACK, "")
                                        .client(1006, 5001, ACK, " again")))
                .containsExactly(">SYN", ">\"hello\"", "<SYN_ACK", ">ACK", ">\" again\"", "closed");
    }

    @Test
    void whatASnapLengthCutOffIsAGap() throws Exception {
        assertThat(
                        told(
                                opened().client(1001, 5001, ACK, "abcdefgh")
                                        .cut(20 + 20 + 3)
                                        .client(1009, 5001, ACK, "ijk")
                                        .client(1012, 5001, ACK, "lmnop")
                                        .cut(20 + 20)))
                .containsExactly(opening(">\"abc\"", ">gap 5", ">\"ijk\"", ">gap 5", "closed"));
    }

    @Test
    void theClientIsWhoeverOpensOrSpeaksFirst() throws Exception {
        try (Opened opened = opened().open(folder)) {
            assertThat(opened.connections.getFirst().client()).hasToString("10.0.0.1:40000");
        }
        String clientHello = "\u0016\u0003\u0001\0\u0005\u0001\0\0\u0001\0";
        try (Opened opened = new Handwritten().server(5001, 1001, ACK, clientHello).open(folder)) {
            assertThat(opened.connections.getFirst().client()).hasToString("10.0.0.2:443");
        }
        try (Opened opened = new Handwritten().server(5001, 1001, ACK, "text").open(folder)) {
            assertThat(opened.connections.getFirst().client()).hasToString("10.0.0.1:40000");
        }
    }

    @Test
    void aPairOfEndsMayConnectAgain() throws Exception {
        Handwritten packets =
                opened().client(1001, 5001, ACK, "one")
                        .server(5001, 1004, RST | ACK, "")
                        .client(90_000, 0, SYN, "")
                        .server(70_000, 90_001, SYN | ACK, "")
                        .client(90_001, 70_001, ACK, "two");
        try (Opened opened = packets.open(folder)) {
            assertThat(opened.connections).hasSize(2);
            assertThat(
                            Opened.data(opened.events(opened.connections.getFirst()), Sender.CLIENT)
                                    .latin1())
                    .isEqualTo("one");
            assertThat(
                            Opened.data(opened.events(opened.connections.getLast()), Sender.CLIENT)
                                    .latin1())
                    .isEqualTo("two");
        }
    }

    /** 100 orders of overlapping pieces, each sent once or twice, give the same bytes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyOrderGivesTheSameBytes(long seed) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append((char) ('a' + i % 26)).append(i);
        }
        String whole = text.toString();
        for (int round = 0; round < 10; round++) {
            Random random = new Random(seed * 1000 + round);
            List<int[]> pieces = new ArrayList<>();
            for (int at = 0; at < whole.length(); ) {
                int length = Math.min(1 + random.nextInt(60), whole.length() - at);
                int before = Math.min(at, random.nextInt(20));
                pieces.add(new int[] {at - before, at + length});
                if (random.nextBoolean()) {
                    pieces.add(new int[] {at, at + length});
                }
                at += length;
            }
            Collections.shuffle(pieces, random);
            Handwritten packets = opened();
            for (int[] piece : pieces) {
                packets.client(1001 + piece[0], 5001, ACK, whole.substring(piece[0], piece[1]));
            }
            try (Opened opened = packets.open(folder)) {
                List<CaptureEvent> events = opened.events();
                assertThat(Opened.data(events, Sender.CLIENT).latin1()).isEqualTo(whole);
                assertThat(events)
                        .noneMatch(CaptureEvent.Gap.class::isInstance)
                        .noneMatch(CaptureEvent.Overlap.class::isInstance);
            }
        }
    }
}
