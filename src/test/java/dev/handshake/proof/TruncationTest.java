package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Value;
import dev.handshake.capture.Sender;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.record.RecordRead;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A capture that ends early: all before its end is still there, and something is said of the rest.
 */
final class TruncationTest {
    private static final int RECORD_HEADER = 5;

    @TempDir private Path temp;

    static Stream<Gold> some() {
        return Gold.some().filter(gold -> !gold.name().contains("starttls"));
    }

    @ParameterizedTest
    @MethodSource("some")
    void whatCameBeforeTheEndIsStillThere(Gold gold) throws Exception {
        List<Extent> records = records(gold);
        List<Integer> cuts = new ArrayList<>(cuts(gold, records));
        List<List<PcapFile.Segment>> connections = new ArrayList<>();
        connections.add(gold.segments());
        cuts.forEach(cut -> connections.add(beginning(gold, cut)));
        Path capture = temp.resolve("cut.pcap");
        PcapFile.write(capture, connections, false);

        List<Session> sessions = Opened.of(capture, gold.keyLog()).sessions();

        assertThat(sessions).hasSameSizeAs(connections).hasSizeGreaterThan(50);
        Session whole = sessions.getFirst();
        assertThat(ofOne(whole.records())).isEqualTo(ofOneDirection(records));
        Words words = Words.of(Language.ENGLISH);
        for (Session session : sessions.subList(1, sessions.size())) {
            int cut =
                    cuts.get(
                            Objects.requireNonNull(session.client()).port()
                                    - PcapFile.FIRST_CLIENT_PORT
                                    - 1);
            List<Row> expected = before(whole, records, cut);
            List<Row> sent = Row.sent(session);
            assertThat(sent.size()).isGreaterThanOrEqualTo(expected.size());
            assertThat(sent.subList(0, expected.size()))
                    .as("cut after %d bytes", cut)
                    .isEqualTo(expected);
            for (Row rest : sent.subList(expected.size(), sent.size())) {
                assertThat(rest.reason() != null || saysMalformed(rest))
                        .as("a word about %s, cut after %d bytes", rest, cut)
                        .isTrue();
            }
            assertThat(session.outcome().status()).isNotEqualTo(Outcome.Status.RUNNING);
            assertThat(words.text(session.outcome().reason())).isNotBlank();
        }
    }

    private static boolean saysMalformed(Row row) {
        return row.fields().stream().anyMatch(field -> field.value() instanceof Value.Malformed);
    }

    /** A record as its header alone tells it; {@code end} counts the bytes of both directions. */
    private record Extent(Sender from, int length, int end) {}

    private static List<Extent> records(Gold gold) {
        List<Extent> records = new ArrayList<>();
        Map<Sender, Bytes> open = new EnumMap<>(Sender.class);
        int before = 0;
        for (Gold.Chunk chunk : gold.chunks()) {
            Bytes held = open.getOrDefault(chunk.from(), Bytes.EMPTY);
            Bytes all = Bytes.concat(held, chunk.bytes());
            int at = 0;
            while (at + RECORD_HEADER <= all.length()
                    && at + RECORD_HEADER + all.number(at + 3, 2) <= all.length()) {
                int length = (int) all.number(at + 3, 2);
                at += RECORD_HEADER + length;
                records.add(new Extent(chunk.from(), length, before + at - held.length()));
            }
            open.put(chunk.from(), all.from(at));
            before += chunk.bytes().length();
        }
        return records;
    }

    private static List<List<Integer>> ofOneDirection(List<Extent> records) {
        return Stream.of(Sender.values())
                .map(from ->
                        records.stream()
                                .filter(record -> record.from() == from)
                                .map(Extent::length)
                                .toList())
                .toList();
    }

    private static List<List<Integer>> ofOne(List<RecordRead> records) {
        return Stream.of(Sender.values())
                .map(from ->
                        records.stream()
                                .filter(record -> record.from() == from)
                                .map(RecordRead::length)
                                .toList())
                .toList();
    }

    /** Every end of a record, and a hundred places. */
    private static Set<Integer> cuts(Gold gold, List<Extent> records) {
        Set<Integer> cuts = records.stream().map(Extent::end).collect(Collectors.toSet());
        Random random = new Random(gold.length());
        Stream.generate(() -> 1 + random.nextInt(gold.length() - 1)).limit(100).forEach(cuts::add);
        // The end itself, and less than a record, are told apart from this elsewhere.
        int first = records.stream().mapToInt(Extent::end).min().orElse(0);
        cuts.removeIf(cut -> cut < first || cut >= gold.length());
        return new TreeSet<>(cuts);
    }

    private static List<PcapFile.Segment> beginning(Gold gold, int bytes) {
        List<PcapFile.Segment> kept = new ArrayList<>();
        int left = bytes;
        for (PcapFile.Segment segment : gold.segments()) {
            int length = Math.min(left, segment.bytes().length());
            if (length > 0) {
                kept.add(
                        new PcapFile.Segment(
                                segment.from(),
                                segment.offset(),
                                segment.bytes().slice(0, length)));
            }
            left -= length;
        }
        return kept;
    }

    /** The messages of the whole whose records all end before the cut. */
    private static List<Row> before(Session whole, List<Extent> records, int cut) {
        List<Integer> numbers = new ArrayList<>();
        for (Sender from : Sender.values()) {
            List<Extent> told = records.stream().filter(it -> it.from() == from).toList();
            List<RecordRead> read =
                    whole.records().stream()
                            .filter(it -> it.from() == from)
                            .sorted(Comparator.comparingInt(RecordRead::number))
                            .toList();
            Set<Integer> cutOff = new TreeSet<>();
            Set<Integer> there = new TreeSet<>();
            for (int i = 0; i < read.size(); i++) {
                (told.get(i).end() <= cut ? there : cutOff).addAll(read.get(i).messages());
            }
            there.removeAll(cutOff);
            numbers.addAll(there);
        }
        return whole.messages().stream()
                .filter(message -> numbers.contains(message.number()) && !message.isAbsent())
                .map(Row::of)
                .toList();
    }
}
