package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import dev.handshake.record.Epoch;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One message on its way from end to end, and when it travels if every way were longer than it was.
 *
 * <p>The model: what a side sends has waited for what it had received, and for what it had sent
 * before; TCP delivers in order, so for all of that, and the last of each decides. So each message
 * has a number of ways, from one end to the other, that had to be gone one after the other before
 * it could leave: none where it waits for nothing, else as many as what its sender sent before, or
 * one more than the last that its sender received, whichever is more. If every way takes half a
 * round trip longer, a message leaves that many halves later than it was measured, and arrives one
 * half after it leaves. So without anything added all is as measured; with it nothing leaves before
 * what it waited for has come, and the time that a side thought is kept as it was measured.
 *
 * <p>What a side had received is what the capture saw before, in its order. Three things are known
 * better than that: nobody waits for a NewSessionTicket (RFC 9846 §4.7.1), early data waits for
 * nothing that the server says (RFC 9846 §2.3), its end excepted (§4.6), and an inferred SYN, ACK
 * had come when the connection stood.
 *
 * <p>What the model does not know: whether a program would have gone on without what happened to be
 * there already, and what TCP does with many bytes at once (a first flight of more than its initial
 * window, RFC 6928, takes a round trip more), with loss, and with a narrow line.
 *
 * @param nanos when it was measured, since the first message of all
 * @param ways how many ways had to be gone before it could leave
 */
record Trip(MessageRead message, long nanos, int ways) {
    private static final double NANOS = 1e6;

    /**
     * When it leaves, in ms.
     *
     * @param roundTrip what is added to every round trip, in ms
     */
    double leaves(double roundTrip) {
        return nanos / NANOS + ways * roundTrip / 2;
    }

    /** When it arrives, in ms. */
    double arrives(double roundTrip) {
        return leaves(roundTrip) + roundTrip / 2;
    }

    /** The same, measured at another time. */
    Trip at(long other) {
        return new Trip(message, other, ways);
    }

    /** All that was sent, in its order. */
    static List<Trip> of(List<MessageRead> messages) {
        List<MessageRead> sent = messages.stream().filter(it -> !it.isAbsent()).toList();
        Map<Sender, Integer> sentAfter = new EnumMap<>(Sender.class);
        Map<Sender, Integer> awaited = new EnumMap<>(Sender.class);
        List<Trip> trips = new ArrayList<>();
        long first = 0;
        long last = 0;
        for (int i = 0; i < sent.size(); i++) {
            MessageRead message = sent.get(i);
            long seen = seen(sent, i).orElse(last);
            first = i == 0 ? seen : first;
            // No capture's clock may make an answer leave before its question.
            last = i == 0 ? seen : Math.max(last, seen);
            int own = sentAfter.getOrDefault(message.from(), 0);
            int other = awaited.getOrDefault(message.from().other(), -1) + 1;
            int ways = waits(message) ? Math.max(own, other) : own;
            sentAfter.put(message.from(), ways);
            if (isAwaited(message)) {
                awaited.put(message.from(), ways);
            }
            trips.add(new Trip(message, last - first, ways));
        }
        return trips;
    }

    /** When it was seen; what has no time of its own had come when the next was sent. */
    private static OptionalLong seen(List<MessageRead> sent, int index) {
        return sent.subList(index, sent.size()).stream()
                .map(MessageRead::nanos)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static boolean waits(MessageRead message) {
        return message.epoch() != Epoch.EARLY || message.type() == MessageType.END_OF_EARLY_DATA;
    }

    private static boolean isAwaited(MessageRead message) {
        return message.type() != MessageType.NEW_SESSION_TICKET;
    }
}
