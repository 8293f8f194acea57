package dev.handshake.session;

import dev.handshake.capture.Sender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which message of one session is which of another: the first of a side's Certificates is the first
 * of the other's, wherever they stand. TLS 1.3 has the same messages as 1.2 in another order.
 */
public final class Pairing {
    private Pairing() {}

    /** A message of both, or of one alone. */
    public record Pair(@Nullable MessageRead a, @Nullable MessageRead b) {}

    private record Kind(Sender from, MessageType type) {}

    /** The how-manieth of its kind. */
    private record Place(Kind kind, int ordinal) {}

    /** In the order of {@code a}, then what only {@code b} has, in its order. */
    public static List<Pair> of(List<MessageRead> a, List<MessageRead> b) {
        Map<Place, MessageRead> there = byPlace(b);
        List<Pair> pairs = new ArrayList<>();
        byPlace(a).forEach((place, message) -> pairs.add(new Pair(message, there.remove(place))));
        there.values().forEach(message -> pairs.add(new Pair(null, message)));
        return pairs;
    }

    private static Map<Place, MessageRead> byPlace(List<MessageRead> messages) {
        Map<Kind, Integer> counts = new HashMap<>();
        Map<Place, MessageRead> places = new LinkedHashMap<>();
        for (MessageRead message : messages) {
            Kind kind = new Kind(message.from(), message.type());
            places.put(new Place(kind, counts.merge(kind, 1, Integer::sum)), message);
        }
        return places;
    }
}
