package dev.handshake.capture.file;

import dev.handshake.capture.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts IP datagrams together (RFC 791 §3.2, RFC 8200 §4.5). Where fragments overlap, what came
 * first stands. Few datagrams wait at a time; the eldest make room.
 */
final class Fragments {
    /** The longest that an IP datagram's payload can be. */
    private static final int LONGEST = 0xffff;

    private static final int UNIT = 8;

    private final Map<Key, Datagram> waiting = new LinkedHashMap<>();
    private long dropped;

    record Key(
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            long identification) {}

    /**
     * @param more whether others come after it
     * @param start where its packet lies in the file
     */
    record Piece(int offset, int length, boolean more, long start) {
        int end() {
            return offset + length;
        }
    }

    /**
     * A datagram that is whole.
     *
     * @param starts where its packets lie in the file, ascending
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Whole(byte[] bytes, long[] starts) {}

    private static final class Datagram {
        byte[] bytes = new byte[0];

        /** Which units of eight bytes are there: fragments begin at no other place. */
        final BitSet units = new BitSet();

        final List<Long> starts = new ArrayList<>();
        int length = -1;

        /** Puts in what is not there yet. */
        void put(Piece piece, Memory memory, long from) {
            if (piece.end() > bytes.length) {
                int most = Math.min(LONGEST, Math.max(piece.end(), 2 * bytes.length));
                bytes = Arrays.copyOf(bytes, most);
            }
            for (int at = piece.offset(); at < piece.end(); at += UNIT) {
                if (!units.get(at / UNIT)) {
                    int count = Math.min(UNIT, piece.end() - at);
                    memory.copy(from + at - piece.offset(), bytes, at, count);
                    units.set(at / UNIT);
                }
            }
            starts.add(piece.start());
            if (!piece.more() && length < 0) {
                length = piece.end();
            }
        }

        boolean isWhole() {
            return length >= 0 && units.nextClearBit(0) * UNIT >= length;
        }
    }

    /**
     * Takes a fragment.
     *
     * @param captured how many bytes of it there are from {@code at}; a fragment that was cut makes
     *     nothing whole
     * @return the datagram, if it is whole now
     */
    @Nullable Whole add(Key key, Piece piece, Memory memory, long at, int captured) {
        boolean whole = captured >= piece.length() && piece.length() >= 0;
        boolean units = !piece.more() || piece.length() % UNIT == 0;
        if (!whole || !units || piece.end() > LONGEST) {
            dropped++;
            return null;
        }
        Datagram datagram = waiting.computeIfAbsent(key, k -> new Datagram());
        if (datagram.starts.size() == Limits.FRAGMENTS) {
            dropped++;
            return null;
        }
        datagram.put(piece, memory, at);
        if (datagram.isWhole()) {
            waiting.remove(key);
            long[] starts = datagram.starts.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Whole(Arrays.copyOf(datagram.bytes, datagram.length), starts);
        }
        if (waiting.size() > Limits.FRAGMENTED) {
            Key eldest = waiting.keySet().iterator().next();
            dropped += waiting.getOrDefault(eldest, datagram).starts.size();
            waiting.remove(eldest);
        }
        return null;
    }

    /** How many fragments have not become part of a datagram. */
    long left() {
        return dropped + waiting.values().stream().mapToLong(d -> d.starts.size()).sum();
    }
}
