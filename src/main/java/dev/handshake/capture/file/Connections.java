package dev.handshake.capture.file;

import dev.handshake.capture.Limits;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sorts segments into connections: a hash table of the pairs of ends, by open addressing. Of
 * several connections of a pair it knows the latest.
 */
final class Connections {
    /** Packets of the file for which a connection that has ended is kept back: some come late. */
    private static final int LINGER = 4_096;

    private final Consumer<Connection> ended;
    private final Queue<Ended> lingering = new ArrayDeque<>();

    /** Nobody shall choose addresses that meet in one place. */
    private final long seed = ThreadLocalRandom.current().nextLong();

    private @Nullable Connection[] table = new @Nullable Connection[1 << 10];
    private int pairs;
    private int count;
    private long packets;
    private @Nullable Connection last;

    private record Ended(Connection connection, long packet) {}

    /**
     * @param ended told of each connection once, when it has ended
     */
    Connections(Consumer<Connection> ended) {
        this.ended = ended;
    }

    int count() {
        return count;
    }

    /**
     * Takes a segment.
     *
     * @return false if it opens one connection more than are taken
     */
    boolean add(Decoder packet, Frame frame) {
        packets++;
        boolean fromSecond = Connection.fromSecond(packet);
        Connection connection = last;
        if (connection == null || !connection.isBetween(packet, fromSecond)) {
            connection = table[place(packet, fromSecond)];
        }
        if (connection == null || connection.isOver(packet, fromSecond)) {
            if (count == Limits.CONNECTIONS) {
                return false;
            }
            connection = open(packet, fromSecond, frame, connection);
        }
        boolean had = connection.hasEnded();
        connection.add(packet, fromSecond, frame);
        last = connection;
        if (!had && connection.hasEnded()) {
            lingering.add(new Ended(connection, packets));
        }
        Ended eldest = lingering.peek();
        if (eldest != null && packets - eldest.packet > LINGER) {
            lingering.remove();
            tell(eldest.connection);
        }
        return true;
    }

    private Connection open(
            Decoder packet, boolean fromSecond, Frame frame, @Nullable Connection before) {
        if (before != null && !before.hasEnded()) {
            // Another took its place: nothing more can come.
            tell(before);
        }
        Connection connection = new Connection(++count, packet, frame.epochNanos);
        if (before == null && 2 * ++pairs > table.length) {
            grow();
        }
        table[place(packet, fromSecond)] = connection;
        return connection;
    }

    /** Where the pair of ends stands, or where it has to. */
    private int place(Decoder packet, boolean fromSecond) {
        int place = (int) Connection.hash(packet, fromSecond, seed) & table.length - 1;
        Connection there = table[place];
        while (there != null && !there.isBetween(packet, fromSecond)) {
            place = place + 1 & table.length - 1;
            there = table[place];
        }
        return place;
    }

    private void grow() {
        @Nullable Connection[] old = table;
        table = new @Nullable Connection[old.length * 2];
        for (Connection connection : old) {
            if (connection != null) {
                int place = (int) connection.hash(seed) & table.length - 1;
                while (table[place] != null) {
                    place = place + 1 & table.length - 1;
                }
                table[place] = connection;
            }
        }
    }

    private void tell(Connection connection) {
        connection.settle();
        ended.accept(connection);
    }

    /** Nothing more comes: tells those that have not been told, by their numbers. */
    void end() {
        while (!lingering.isEmpty()) {
            tell(lingering.remove().connection);
        }
        Arrays.stream(table)
                .filter(connection -> connection != null && !connection.hasEnded())
                .sorted(Comparator.comparingInt(Connection::number))
                .forEach(this::tell);
    }
}
