package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** Bytes put in at one end, in pieces, and taken out at the other, in other pieces. */
final class ByteQueue {
    private static final int SMALL = 512;

    private static final byte[] NOTHING = {};

    /** The only chunk that was put in, of which no copy is needed; otherwise null. */
    private @Nullable Bytes chunk;

    /** What was put in otherwise. */
    private byte[] array = NOTHING;

    private int start;
    private int end;

    int size() {
        return end - start;
    }

    void add(Bytes more) {
        if (start == end) {
            chunk = more;
            start = 0;
            end = more.length();
            return;
        }
        if (chunk != null) {
            Bytes first = chunk.slice(start, end - start);
            chunk = null;
            start = 0;
            end = 0;
            put(first);
        }
        put(more);
    }

    private void put(Bytes more) {
        if (end + more.length() > array.length) {
            makeRoom(more.length());
        }
        more.copyTo(array, end);
        end += more.length();
    }

    private void makeRoom(int more) {
        int needed = Math.addExact(size(), more);
        // Growing by half at least keeps many small pieces cheap.
        byte[] room =
                needed <= array.length
                        ? array
                        : new byte
                                [Math.max(
                                        Math.max(needed, SMALL), array.length + array.length / 2)];
        System.arraycopy(array, start, room, 0, size());
        end = size();
        start = 0;
        array = room;
    }

    /** The byte at {@code index} from the front, as 0 to 255. */
    int at(int index) {
        return chunk == null ? array[start + index] & 0xff : chunk.at(start + index);
    }

    /** The {@code width} bytes from {@code index} as a big-endian number. */
    int number(int index, int width) {
        if (chunk != null) {
            return (int) chunk.number(start + index, width);
        }
        int value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | at(index + i);
        }
        return value;
    }

    /** Those {@code count} bytes from {@code index}; they stay. */
    Bytes peek(int index, int count) {
        return chunk != null
                ? chunk.slice(start + index, count)
                : Bytes.of(array, start + index, count);
    }

    Bytes take(int count) {
        Bytes taken = peek(0, count);
        drop(count);
        return taken;
    }

    Bytes takeAll() {
        return take(size());
    }

    void drop(int count) {
        start += count;
        if (start == end) {
            start = 0;
            end = 0;
            chunk = null;
        }
    }
}
