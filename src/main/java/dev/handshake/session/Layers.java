package dev.handshake.session;

import dev.handshake.capture.Payload;
import dev.handshake.capture.Sender;
import dev.handshake.record.RecordRead;
import dev.handshake.record.Sealing.Kind;
import dev.handshake.record.Sealing.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a message travelled: in which TCP segments, within them in which records, within those beside
 * which other messages. Where something is cut, each part stands where it was: every byte once.
 *
 * @param message its number
 * @param carriers in the order of their bytes; none where it was in no record
 * @param records how many records it has bytes in
 * @param beside the numbers of the other messages in those records
 * @param repeats segments that brought nothing but bytes of those records again
 */
public record Layers(
        int message,
        List<Carrier> carriers,
        int records,
        Set<Integer> beside,
        List<Payload> repeats) {
    /**
     * A segment, or what a socket read at once.
     *
     * @param payload null where it is not known
     */
    public record Carrier(@Nullable Payload payload, List<Wrapping> wrappings) {
        public Carrier {
            wrappings = List.copyOf(wrappings);
        }
    }

    /**
     * As much of a record as is in one carrier.
     *
     * @param from where it begins, counted from the record's header on
     * @param to where it ends
     */
    public record Wrapping(RecordRead record, int from, int to, List<Run> runs) {
        public Wrapping {
            runs = List.copyOf(runs);
        }

        public boolean isWhole() {
            return from == 0 && to == record.size();
        }

        /** Whether it has bytes of the message. */
        public boolean holds(int message) {
            return runs.stream().anyMatch(run -> run.message() == message);
        }
    }

    /**
     * Bytes of one kind, side by side.
     *
     * @param message the number of the message that they belong to; 0 for none
     * @param length how many there are here
     */
    public record Run(Kind kind, int message, int length) {}

    public Layers {
        carriers = List.copyOf(carriers);
        beside = Set.copyOf(beside);
        repeats = List.copyOf(repeats);
    }

    /** How many carriers have bytes of the message. */
    public long pieces() {
        return carriers.stream()
                .filter(carrier ->
                        carrier.wrappings().stream().anyMatch(each -> each.holds(message)))
                .count();
    }

    /**
     * The layers of a message.
     *
     * @param number of the message
     * @param payloads what the segments of the connection carried; empty where that is not known
     */
    public static Layers of(Session session, int number, List<Payload> payloads) {
        List<RecordRead> own =
                session.records().stream()
                        .filter(record -> record.messages().contains(number))
                        .toList();
        if (own.isEmpty()) {
            return new Layers(number, List.of(), 0, Set.of(), List.of());
        }
        Sender from = own.getFirst().from();
        Direction direction = new Direction(session, from);
        long start = own.getFirst().offset();
        long end = own.getLast().end();
        List<Payload> of =
                payloads.stream()
                        .filter(payload -> payload.from() == from)
                        .filter(payload -> payload.end() > start && payload.offset() < end)
                        .toList();
        Set<Integer> beside = new TreeSet<>();
        own.forEach(record -> beside.addAll(record.messages()));
        beside.remove(number);
        return new Layers(
                number,
                direction.carriers(of, own),
                own.size(),
                beside,
                of.stream().filter(Payload::again).toList());
    }

    /** What one side sent: its records, and which bytes of them are whose. */
    private static final class Direction {
        private final List<RecordRead> records;
        private final Map<Integer, Integer> lengths = new HashMap<>();

        /** The runs of each record, whole, by its number. */
        private final Map<Integer, List<Run>> runs = new HashMap<>();

        /** How much of each message has found its place. */
        private final Map<Integer, Integer> placed = new HashMap<>();

        Direction(Session session, Sender from) {
            session.messages()
                    .forEach(message -> lengths.put(message.number(), message.bytes().length()));
            this.records =
                    session.records().stream().filter(record -> record.from() == from).toList();
            records.forEach(record -> runs.put(record.number(), runs(record)));
        }

        List<Carrier> carriers(List<Payload> payloads, List<RecordRead> own) {
            List<Carrier> carriers = new ArrayList<>();
            List<Payload> sorted =
                    payloads.stream()
                            .filter(payload -> !payload.again())
                            .sorted(Comparator.comparingLong(Payload::offset))
                            .toList();
            long reached = 0;
            for (Payload payload : sorted) {
                long start = Math.max(reached, payload.offset());
                if (payload.end() > start) {
                    carriers.add(new Carrier(payload, between(records, start, payload.end())));
                    reached = payload.end();
                }
            }
            return carriers.isEmpty()
                    ? List.of(new Carrier(null, between(own, 0, Long.MAX_VALUE)))
                    : carriers;
        }

        private List<Wrapping> between(List<RecordRead> some, long start, long end) {
            return some.stream()
                    .filter(record -> record.end() > start && record.offset() < end)
                    .map(record -> {
                        int from = (int) Math.max(0, start - record.offset());
                        int to = (int) Math.min(record.size(), end - record.offset());
                        return new Wrapping(record, from, to, cut(record, from, to));
                    })
                    .toList();
        }

        private List<Run> cut(RecordRead record, int from, int to) {
            List<Run> cut = new ArrayList<>();
            int at = 0;
            for (Run run : Objects.requireNonNull(runs.get(record.number()))) {
                int length = Math.min(to, at + run.length()) - Math.max(from, at);
                if (length > 0) {
                    cut.add(new Run(run.kind(), run.message(), length));
                }
                at += run.length();
            }
            return cut;
        }

        private List<Run> runs(RecordRead record) {
            List<Run> runs = new ArrayList<>();
            for (Part part : record.parts()) {
                switch (part.kind()) {
                    case CONTENT -> content(record, part, runs);
                    // Of one that stays shut all that is known is that it is one message's.
                    case SEALED -> runs.add(new Run(part.kind(), only(record), part.length()));
                    case HEADER, NONCE, INNER_TYPE, PADDING, TAG ->
                            runs.add(new Run(part.kind(), 0, part.length()));
                }
            }
            return runs;
        }

        private static int only(RecordRead record) {
            return record.messages().size() == 1 ? record.messages().getFirst() : 0;
        }

        private void content(RecordRead record, Part part, List<Run> into) {
            if (part.length() != record.content()) {
                // Shut or compressed.
                into.add(new Run(part.kind(), only(record), part.length()));
                return;
            }
            List<Run> parts = new ArrayList<>();
            int rest = part.length();
            for (int number : record.messages()) {
                int length = Math.min(rest, missing(number, rest));
                if (length > 0) {
                    parts.add(new Run(part.kind(), number, length));
                    placed.merge(number, length, Integer::sum);
                    rest -= length;
                }
            }
            if (rest > 0) {
                // The end of a message that was too long to be read comes before all others.
                into.add(new Run(part.kind(), 0, rest));
            }
            into.addAll(parts);
        }

        /** How much of a message has no place yet; one that is not kept takes all there is. */
        private int missing(int number, int all) {
            Integer length = lengths.get(number);
            return length == null ? all : length - placed.getOrDefault(number, 0);
        }
    }
}
