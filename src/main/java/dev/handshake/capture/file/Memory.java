package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The bytes of a capture file, mapped and not read. Numbers are unsigned and, where nothing else is
 * said, big-endian. Whoever reads has asked {@link #size} before.
 */
final class Memory {
    private static final ValueLayout.OfShort BIG_SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort LITTLE_SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt BIG_INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt LITTLE_INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong BIG_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LITTLE_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment segment;

    Memory(MemorySegment segment) {
        this.segment = segment;
    }

    static Memory of(byte[] array) {
        return new Memory(MemorySegment.ofArray(array));
    }

    long size() {
        return segment.byteSize();
    }

    int u8(long at) {
        return segment.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    }

    int u16(long at) {
        return segment.get(BIG_SHORT, at) & 0xffff;
    }

    int u16(long at, boolean little) {
        return segment.get(little ? LITTLE_SHORT : BIG_SHORT, at) & 0xffff;
    }

    /** Four bytes as they are, with a sign. */
    int i32(long at) {
        return segment.get(BIG_INT, at);
    }

    long u32(long at) {
        return segment.get(BIG_INT, at) & 0xffff_ffffL;
    }

    long u32(long at, boolean little) {
        return little
                ? segment.get(LITTLE_INT, at) & 0xffff_ffffL
                : segment.get(BIG_INT, at) & 0xffff_ffffL;
    }

    /** Eight bytes as they are, with a sign. */
    long i64(long at) {
        return segment.get(BIG_LONG, at);
    }

    long i64(long at, boolean little) {
        return segment.get(little ? LITTLE_LONG : BIG_LONG, at);
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
