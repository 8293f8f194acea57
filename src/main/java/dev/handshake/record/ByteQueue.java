package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import java.util.Arrays;

/** Bytes put in at one end, in pieces, and taken out at the other, in other pieces. */
final class ByteQueue {
    private static final int SMALL = 512;

    private byte[] array = new byte[SMALL];
    private int start;
    private int end;

    int size() {
        return end - start;
    }

    void add(Bytes more) {
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
                        : new byte[Math.max(needed, array.length + array.length / 2)];
        System.arraycopy(array, start, room, 0, size());
        end = size();
        start = 0;
        array = room;
    }

    /** The byte at {@code index} from the front, as 0 to 255. */
    int at(int index) {
        return array[start + index] & 0xff;
    }

    /** The {@code width} bytes from {@code index} as a big-endian number. */
    int number(int index, int width) {
        int value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | at(index + i);
        }
        return value;
    }

    /** A copy of {@code count} bytes from {@code index}; they stay. */
    Bytes peek(int index, int count) {
        return Bytes.of(array, start + index, count);
    }

    Bytes take(int count) {
        Bytes taken = Bytes.wrap(Arrays.copyOfRange(array, start, start + count));
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
        }
    }
}
