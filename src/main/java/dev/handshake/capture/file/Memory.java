package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of a capture file, mapped and not read. Numbers are unsigned and, where nothing else is
 * said, big-endian. Whoever reads has asked {@link #size} before.
 */
final class Memory {
    /** Bytes of a part, as a power of two: a buffer counts its bytes with an int. */
    private static final int PART = 30;

    private static final long PART_SIZE = 1L << PART;

    /** How far a part reaches into the next one, so that a number lies in one of them. */
    private static final int REACH = 8;

    static final Memory EMPTY = of(new byte[0]);

    private final MemorySegment segment;
    private final long size;

    /**
     * The same as buffers: a machine that has only just started reads them several times as fast as
     * a segment.
     */
    private final ByteBuffer[] parts;

    Memory(MemorySegment segment) {
        this.segment = segment;
        this.size = segment.byteSize();
        this.parts = new ByteBuffer[(int) ((size + PART_SIZE - 1) >> PART)];
        for (int i = 0; i < parts.length; i++) {
            long start = (long) i << PART;
            long length = Math.min(PART_SIZE + REACH, size - start);
            parts[i] = segment.asSlice(start, length).asByteBuffer().order(ByteOrder.BIG_ENDIAN);
        }
    }

    static Memory of(byte[] array) {
        return new Memory(MemorySegment.ofArray(array));
    }

    long size() {
        return size;
    }

    private ByteBuffer part(long at) {
        return parts[(int) (at >> PART)];
    }

    private static int index(long at) {
        return (int) (at & (PART_SIZE - 1));
    }

    int u8(long at) {
        return part(at).get(index(at)) & 0xff;
    }

    int u16(long at) {
        return part(at).getShort(index(at)) & 0xffff;
    }

    int u16(long at, boolean little) {
        short big = part(at).getShort(index(at));
        return (little ? Short.reverseBytes(big) : big) & 0xffff;
    }

    /** Four bytes as they are, with a sign. */
    int i32(long at) {
        return part(at).getInt(index(at));
    }

    long u32(long at) {
        return i32(at) & 0xffff_ffffL;
    }

    long u32(long at, boolean little) {
        int big = i32(at);
        return (little ? Integer.reverseBytes(big) : big) & 0xffff_ffffL;
    }

    /** Eight bytes as they are, with a sign. */
    long i64(long at) {
        return part(at).getLong(index(at));
    }

    long i64(long at, boolean little) {
        long big = i64(at);
        return little ? Long.reverseBytes(big) : big;
    }

    /** A copy. */
    byte[] array(long at, int length) {
        byte[] copy = new byte[length];
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, copy, 0, length);
        return copy;
    }

    /** Copies into {@code to}. */
    void copy(long at, byte[] to, int offset, int length) {
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, to, offset, length);
    }

    Bytes bytes(long at, int length) {
        return Bytes.wrap(array(at, length));
    }

    /** A part of it as a stream; a length that is too long ends with the memory. */
    InputStream input(long at, long length) {
        long end = Math.min(at + length, size());
        return new InputStream() {
            private long next = at;

            @Override
            public int read() {
                return next < end ? u8(next++) : -1;
            }

            @Override
            public int read(byte[] to, int offset, int most) {
                int count = (int) Math.min(most, end - next);
                if (count <= 0) {
                    return most == 0 ? 0 : -1;
                }
                copy(next, to, offset, count);
                next += count;
                return count;
            }
        };
    }
}
