package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import dev.handshake.message.ApplicationData;
import dev.handshake.record.Epoch;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Outcome;
import dev.handshake.session.Provenance;
import dev.handshake.session.Session;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What of a session stands on a time axis: its messages up to the first byte of the answer, or to
 * its end where there is none, and when each travels. The acknowledgement that ends the opening of
 * TCP stands among them only where the server speaks next: else what the client says says as much.
 *
 * @param entries in the order in which they were sent
 * @param leftOut how many of its messages are not among them
 * @param gaps whether bytes are missing in the capture: then a way may be, too
 */
public record Timeline(Session session, List<Entry> entries, End end, int leftOut, boolean gaps) {
    /** No handshake has more, but a capture may. */
    private static final int ENTRIES = 60;

    private static final Set<MessageType> OPENING =
            EnumSet.of(MessageType.SYN, MessageType.SYN_ACK, MessageType.ACK);

    private static final int WAYS = 40;

    /** What the last of the entries is. */
    public enum End {
        /** The first byte of the server's application data. */
        ANSWER,
        /** The server's first record after the client's first encrypted one: no key tells more. */
        RECORD,
        /** The later Finished; no data came after it. */
        FINISHED,
        /** An alert that ended the handshake is among them. */
        REFUSED,
        /** The handshake came to nothing otherwise: nothing more was said. */
        FAILED,
        /** The capture ends before the handshake. */
        INCOMPLETE,
        /** There is more, of which nothing is known or for which there is no room. */
        CUT
    }

    /**
     * Messages that are listed as one: the same that one side sent several times on end.
     *
     * @param name as it is shown, without how many they are
     */
    record Entry(String name, Role role, List<Trip> trips) {
        Entry {
            trips = List.copyOf(trips);
        }

        Trip first() {
            return trips.getFirst();
        }

        Sender from() {
            return first().message().from();
        }

        int ways() {
            return first().ways();
        }

        boolean isInferred() {
            return first().message().provenance() == Provenance.INFERRED;
        }

        List<Integer> numbers() {
            return trips.stream().map(trip -> trip.message().number()).toList();
        }

        private Entry and(Trip trip) {
            return new Entry(name, role, Stream.concat(trips.stream(), Stream.of(trip)).toList());
        }
    }

    public Timeline {
        entries = List.copyOf(entries);
    }

    /** Whether the opening of TCP is known: seen, or inferred. */
    public static boolean opens(Session session) {
        return session.first(MessageType.SYN).isPresent()
                && session.first(MessageType.SYN_ACK).isPresent();
    }

    /**
     * What of a session stands on the axis.
     *
     * @param opening whether the opening of TCP is to be told, too
     */
    public static Timeline of(Session session, boolean opening) {
        List<Trip> all =
                Trip.of(
                        session.messages().stream()
                                .filter(message -> opening || !isOpening(message))
                                .toList());
        End end = end(session, all);
        int last = last(end, all);
        List<Entry> entries = new ArrayList<>();
        int taken = 0;
        for (; taken <= last; taken++) {
            Trip trip = all.get(taken);
            if (isSilent(all, taken)) {
                continue;
            }
            boolean answers = end == End.ANSWER && taken == last;
            if (trip.ways() >= WAYS || !add(entries, answers ? begun(trip, all, session) : trip)) {
                break;
            }
        }
        int leftOut = all.size() - taken;
        boolean gaps = session.messages().stream().anyMatch(it -> it.type() == MessageType.GAP);
        return new Timeline(session, entries, taken <= last ? End.CUT : end, leftOut, gaps);
    }

    private static boolean isOpening(MessageRead message) {
        return OPENING.contains(message.type());
    }

    /** The acknowledgement that ends the opening, where what follows it says as much. */
    private static boolean isSilent(List<Trip> all, int index) {
        return all.get(index).message().type() == MessageType.ACK
                && (index + 1 == all.size()
                        || all.get(index + 1).message().from() == Sender.CLIENT);
    }

    // -- how far it goes

    private static End end(Session session, List<Trip> all) {
        boolean hello = session.first(MessageType.CLIENT_HELLO).isPresent();
        if (session.outcome().status() == Outcome.Status.FAILED) {
            return session.outcome().alert() == null ? End.FAILED : End.REFUSED;
        }
        if (hello && answer(all) >= 0) {
            return End.ANSWER;
        }
        if (finished(all) >= 0) {
            return End.FINISHED;
        }
        if (hello && record(all) >= 0) {
            return End.RECORD;
        }
        return session.outcome().status() == Outcome.Status.INCOMPLETE ? End.INCOMPLETE : End.CUT;
    }

    private static int last(End end, List<Trip> all) {
        return switch (end) {
            case ANSWER -> answer(all);
            case FINISHED -> finished(all);
            case RECORD -> record(all);
            case REFUSED, FAILED, INCOMPLETE, CUT -> all.size() - 1;
        };
    }

    private static int answer(List<Trip> all) {
        return IntStream.range(0, all.size())
                .filter(i -> is(all.get(i), Sender.SERVER, MessageType.APPLICATION_DATA))
                .filter(i -> all.get(i).message().epoch() != Epoch.EARLY)
                .findFirst()
                .orElse(-1);
    }

    private static int finished(List<Trip> all) {
        Map<Sender, Integer> first = new EnumMap<>(Sender.class);
        for (int i = 0; i < all.size(); i++) {
            MessageRead message = all.get(i).message();
            if (message.type() == MessageType.FINISHED
                    || message.type() == MessageType.ENCRYPTED_HANDSHAKE) {
                first.putIfAbsent(message.from(), i);
            }
        }
        return first.size() < Sender.values().length
                ? -1
                : first.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    private static int record(List<Trip> all) {
        int client =
                IntStream.range(0, all.size())
                        .filter(i -> is(all.get(i), Sender.CLIENT, MessageType.ENCRYPTED))
                        .findFirst()
                        .orElse(all.size());
        return IntStream.range(client, all.size())
                .filter(i -> is(all.get(i), Sender.SERVER, MessageType.ENCRYPTED))
                .findFirst()
                .orElse(-1);
    }

    private static boolean is(Trip trip, Sender from, MessageType type) {
        return trip.message().from() == from && trip.message().type() == type;
    }

    /** The answer counts from its first byte on, its record from the last. */
    private static Trip begun(Trip answer, List<Trip> all, Session session) {
        long hello =
                all.stream()
                        .filter(trip -> is(trip, Sender.CLIENT, MessageType.CLIENT_HELLO))
                        .mapToLong(Trip::nanos)
                        .findFirst()
                        .orElse(answer.nanos());
        return answer.at(
                Math.min(
                        answer.nanos(),
                        hello + session.timing().firstByte().orElse(answer.nanos())));
    }

    // -- what is listed

    /** Returns whether there was room for it. */
    private static boolean add(List<Entry> entries, Trip trip) {
        Entry entry = new Entry(name(trip.message()), Role.of(trip.message()), List.of(trip));
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry before = entries.get(i);
            if (before.from() == entry.from()) {
                if (before.name().equals(entry.name())
                        && before.role() == entry.role()
                        && before.ways() == entry.ways()) {
                    entries.set(i, before.and(trip));
                    return true;
                }
                break;
            }
        }
        if (entries.size() == ENTRIES) {
            return false;
        }
        entries.add(entry);
        return true;
    }

    /** What is said in HTTP is called by its first line. */
    private static String name(MessageRead message) {
        String name =
                message.content() instanceof ApplicationData data
                        ? Http.firstLine(data.data()).orElse(Facts.title(message))
                        : Facts.title(message);
        boolean early =
                message.epoch() == Epoch.EARLY && message.type() != MessageType.END_OF_EARLY_DATA;
        return Printable.of(early ? name + " · 0-RTT" : name);
    }

    // -- when

    /** Whether it came to a bad end. */
    boolean fails() {
        return switch (end) {
            case REFUSED, FAILED -> true;
            case ANSWER, RECORD, FINISHED, INCOMPLETE, CUT -> false;
        };
    }

    /** When the last of them has arrived, in ms since the first was sent. */
    double ends(double roundTrip) {
        return entries.stream()
                .flatMap(entry -> entry.trips().stream())
                .mapToDouble(trip -> trip.arrives(roundTrip))
                .max()
                .orElse(0);
    }

    /** How many ways have been gone, one after the other, when it ends. */
    int ways() {
        return entries.stream().mapToInt(entry -> entry.ways() + 1).max().orElse(0);
    }
}
