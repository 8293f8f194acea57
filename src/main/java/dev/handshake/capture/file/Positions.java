package dev.handshake.capture.file;

import java.util.Arrays;

/**
 * Places in a file, packed: the distance of each from the one before it, in as few bytes of seven
 * bits as it needs. One thread appends; others may read what was there when they began.
 */
final class Positions {
    private static final int FIRST = 16;

    private volatile byte[] packed = new byte[FIRST];

    /** Bytes in use; written after them. */
    private volatile int size;

    private int count;
    private long last;

    void add(long position) {
        long distance = position - last;
        last = position;
        count++;
        int at = size;
        byte[] bytes = packed;
        if (at + 10 > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(at + 10, at + (at >> 1)));
            packed = bytes;
        }
        // The sign goes to the lowest bit: fragments may come late.
        long rest = distance << 1 ^ distance >> 63;
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        size = at;
    }

    int count() {
        return count;
    }

    /** Gives back what room is left: few more will come. */
    void trim() {
        packed = Arrays.copyOf(packed, size);
    }

    /** All of them, ascending. */
    long[] ascending() {
        int until = size;
        byte[] bytes = packed;
        int ends = 0;
        for (int i = 0; i < until; i++) {
            ends += bytes[i] >= 0 ? 1 : 0;
        }
        long[] positions = new long[ends];
        long position = 0;
        boolean ascending = true;
        int at = 0;
        for (int i = 0; i < ends; i++) {
            long value = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes[at++];
                value |= (next & 0x7fL) << shift;
                shift += 7;
            } while (next < 0);
            long distance = value >>> 1 ^ -(value & 1);
            ascending &= distance >= 0;
            position += distance;
            positions[i] = position;
        }
        if (!ascending) {
            Arrays.sort(positions);
        }
        return positions;
    }
}
