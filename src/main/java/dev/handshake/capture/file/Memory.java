package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a capture file, mapped and looked at through a window. Numbers are unsigned and,
 * where nothing else is said, big-endian. Whoever reads has asked {@link #size} before.
 *
 * <p>The window is a copy: a machine that has only just started reads an array many times as fast
 * as what is mapped. So one thread at a time uses a memory; {@link #another} is for another thread.
 */
final class Memory {
    static final Memory EMPTY = of(new byte[0]);

    /** The window of whoever goes through a file, and of whoever jumps about in it. */
    private static final int LONG = 1 << 16;

    private static final int SHORT = 1 << 12;

    /** Null if the window is all there is. */
    private final @Nullable MemorySegment segment;

    private final long size;
    private byte[] window;
    private long start;
    private int filled;

    Memory(MemorySegment segment) {
        this.segment = segment;
        this.size = segment.byteSize();
        this.window = new byte[0];
    }

    private Memory(byte[] all) {
        this.segment = null;
        this.size = all.length;
        this.window = all;
        this.filled = all.length;
    }

    static Memory of(byte[] array) {
        return new Memory(array);
    }

    /** The same bytes for another thread. */
    Memory another() {
        return segment == null ? new Memory(window) : new Memory(segment);
    }

    long size() {
        return size;
    }

    /** Where in the window so many bytes lie; it is moved to them if need be. */
    private int index(long at, int count) {
        long index = at - start;
        return index >= 0 && index <= filled - count ? (int) index : moved(at, count);
    }

    private int moved(long at, int count) {
        if (segment == null || at < 0 || count > size - at) {
            throw new IndexOutOfBoundsException(count + " bytes at " + at + " of " + size);
        }
        boolean near = at >= start - LONG && at <= start + filled + LONG;
        int length = (int) Math.min(near ? LONG : SHORT, size - at);
        if (window.length < length) {
            window = new byte[(int) Math.min(LONG, size)];
        }
        // Where this throws, there is nothing in the window.
        filled = 0;
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, window, 0, length);
        start = at;
        filled = length;
        return 0;
    }

    int u8(long at) {
        return window[index(at, 1)] & 0xff;
    }

    int u16(long at) {
        int i = index(at, 2);
        return (window[i] & 0xff) << 8 | (window[i + 1] & 0xff);
    }

    int u16(long at, boolean little) {
        int big = u16(at);
        return little ? (big & 0xff) << 8 | big >> 8 : big;
    }

    /** Four bytes as they are, with a sign. */
    int i32(long at) {
        int i = index(at, 4);
        return window[i] << 24
                | (window[i + 1] & 0xff) << 16
                | (window[i + 2] & 0xff) << 8
                | (window[i + 3] & 0xff);
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
        return u32(at) << 32 | u32(at + 4);
    }

    long i64(long at, boolean little) {
        long big = i64(at);
        return little ? Long.reverseBytes(big) : big;
    }

    /** A copy. */
    byte[] array(long at, int length) {
        if (length <= SHORT) {
            int i = index(at, length);
            return Arrays.copyOfRange(window, i, i + length);
        }
        byte[] copy = new byte[length];
        copy(at, copy, 0, length);
        return copy;
    }

    /** Copies into {@code to}. */
    void copy(long at, byte[] to, int offset, int length) {
        if (segment == null || (at >= start && length <= start + filled - at)) {
            System.arraycopy(window, index(at, length), to, offset, length);
        } else {
            MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, to, offset, length);
        }
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
