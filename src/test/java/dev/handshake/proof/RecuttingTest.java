package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.Limits;
import dev.handshake.session.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However the bytes of a connection were cut into segments: what is read of them is the same. */
final class RecuttingTest {
    @TempDir private Path temp;

    static Stream<Gold> some() {
        return Gold.some();
    }

    /** Of each version one: there are as many connections as bytes. */
    static Stream<Gold> oneOfEachVersion() {
        return Gold.keyed().filter(gold -> !gold.name().startsWith("illustrated-tls13/"));
    }

    @ParameterizedTest
    @MethodSource("some")
    void segmentsOfOneByteSayTheSame(Gold gold) throws Exception {
        saysTheSame(gold, List.of(gold.cut(1)));
    }

    /** A connection for each place at which a segment can end. */
    @ParameterizedTest
    @MethodSource("oneOfEachVersion")
    void aCutAtEveryPlaceSaysTheSame(Gold gold) throws Exception {
        List<PcapFile.Segment> whole = gold.segments();
        List<List<PcapFile.Segment>> connections = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            for (int at = 1; at < whole.get(i).bytes().length(); at++) {
                List<PcapFile.Segment> cut = new ArrayList<>(whole);
                cut.set(i, part(whole.get(i), 0, at));
                cut.add(i + 1, part(whole.get(i), at, whole.get(i).bytes().length()));
                connections.add(cut);
            }
        }
        assertThat(connections.size()).isEqualTo(gold.length() - whole.size());
        saysTheSame(gold, connections);
    }

    /** What one side says in one go comes in any order, some of it twice. */
    @ParameterizedTest
    @MethodSource("some")
    void anyOrderOfSegmentsWithRetransmissionsSaysTheSame(Gold gold) throws Exception {
        List<List<PcapFile.Segment>> connections = new ArrayList<>();
        for (int seed = 0; seed < 100; seed++) {
            connections.add(shuffled(gold, new Random(seed)));
        }
        saysTheSame(gold, connections);
    }

    private static List<PcapFile.Segment> shuffled(Gold gold, Random random) {
        // No more pieces out of order than are waited for.
        int least = 2 * gold.length() / Limits.OUT_OF_ORDER_SEGMENTS + 1;
        List<PcapFile.Segment> pieces = gold.cut(least + random.nextInt(1460));
        List<PcapFile.Segment> all = new ArrayList<>();
        List<PcapFile.Segment> flight = new ArrayList<>();
        for (PcapFile.Segment piece : pieces) {
            if (!flight.isEmpty() && flight.getFirst().from() != piece.from()) {
                deliver(flight, all, random);
            }
            flight.add(piece);
        }
        deliver(flight, all, random);
        return all;
    }

    private static void deliver(
            List<PcapFile.Segment> flight, List<PcapFile.Segment> to, Random random) {
        List<PcapFile.Segment> sent = new ArrayList<>(flight);
        for (PcapFile.Segment segment : flight) {
            if (random.nextInt(4) == 0) {
                sent.add(segment);
            }
        }
        Collections.shuffle(sent, random);
        if (!to.isEmpty()) {
            // Something old, again, between the flights.
            sent.add(random.nextInt(sent.size()), to.get(random.nextInt(to.size())));
        }
        to.addAll(sent);
        flight.clear();
    }

    private static PcapFile.Segment part(PcapFile.Segment whole, int from, int to) {
        return new PcapFile.Segment(
                whole.from(), whole.offset() + from, whole.bytes().slice(from, to - from));
    }

    private void saysTheSame(Gold gold, List<List<PcapFile.Segment>> connections) throws Exception {
        Session whole = read(List.of(gold.segments()), gold.keyLog()).getFirst();
        assertThat(Row.sent(whole)).hasSizeGreaterThan(1);
        List<Session> recut = read(connections, gold.keyLog());
        assertThat(recut).hasSameSizeAs(connections);
        List<Row> expected = Row.of(whole);
        for (Session session : recut) {
            // Equal lists are told apart with a hash first: this is asked some thousand times.
            if (!Row.of(session).equals(expected)) {
                assertThat(Row.of(session))
                        .as("client %s", session.client())
                        .containsExactlyElementsOf(expected);
            }
            assertThat(session.negotiated()).isEqualTo(whole.negotiated());
            assertThat(session.verdicts()).isEqualTo(whole.verdicts());
            assertThat(session.outcome()).isEqualTo(whole.outcome());
        }
    }

    private List<Session> read(List<List<PcapFile.Segment>> connections, @Nullable Path keyLog)
            throws Exception {
        Path capture = temp.resolve("recut.pcap");
        PcapFile.write(capture, connections, true);
        return Opened.of(capture, keyLog).sessions();
    }
}
