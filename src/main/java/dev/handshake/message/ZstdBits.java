package dev.handshake.message;

/**
 * A stream of bits that is read from its end to its start (RFC 8878 §4.1). Its last byte is ended
 * by a 1 above the first bit to read, and zeros above that.
 */
final class ZstdBits {
    private final byte[] bytes;
    private final int start;

    /** Bits that are unread; below 0 when more were taken than there are. */
    private int left;

    ZstdBits(byte[] bytes, int start, int end) throws NotZstd {
        int last = end > start ? bytes[end - 1] & 0xff : 0;
        if (last == 0) {
            throw new NotZstd();
        }
        this.bytes = bytes;
        this.start = start;
        this.left = (end - start) * 8 - 1 - Integer.numberOfLeadingZeros(last << 24);
    }

    int left() {
        return left;
    }

    /** The next 0 to 31 bits; zeros stand before the start. */
    int peek(int count) {
        int value = 0;
        for (int low = left - count, bit = low & 7; bit < (low & 7) + count; bit += 8 - (bit & 7)) {
            int index = (low >> 3) + (bit >> 3);
            int here = index < 0 ? 0 : (bytes[start + index] & 0xff) >> (bit & 7);
            value |= here << (bit - (low & 7));
        }
        return value & (int) ((1L << count) - 1);
    }

    /** Goes on without looking. */
    void skip(int count) {
        left -= count;
    }

    /** The next 0 to 31 bits, which must be there. */
    int read(int count) throws NotZstd {
        if (count > left) {
            throw new NotZstd();
        }
        int value = peek(count);
        left -= count;
        return value;
    }

    /** That the stream ended with what was read last. */
    void requireEnd() throws NotZstd {
        if (left != 0) {
            throw new NotZstd();
        }
    }
}
