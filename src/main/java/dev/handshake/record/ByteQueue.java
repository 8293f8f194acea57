package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import java.util.Arrays;

/** Bytes put in at one end, in pieces, and taken out at the other, in other pieces. */
final class ByteQueue {
    private byte[] array = new byte[512];
    private int start;
    private int end;

    int size() {
        return end - start;
    }

    void add(Bytes more) {
        int needed = size() + more.length();
        if (end + more.length() > array.length) {
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
        for (int i = 0; i < more.length(); i++) {
            array[end++] = (byte) more.at(i);
        }
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

    Bytes take(int count) {
        Bytes taken = Bytes.of(Arrays.copyOfRange(array, start, start + count));
        start += count;
        return taken;
    }

    Bytes takeAll() {
        return take(size());
    }
}
