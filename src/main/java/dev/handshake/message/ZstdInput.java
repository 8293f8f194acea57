package dev.handshake.message;

/** Bytes of a Zstandard frame, read from the front. Numbers are little-endian. */
final class ZstdInput {
    private final byte[] bytes;
    private final int end;
    private int at;

    ZstdInput(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ZstdInput(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    int remaining() {
        return end - at;
    }

    int u8() throws NotZstd {
        return (int) number(1);
    }

    /** A number of 0 to 8 bytes. */
    long number(int width) throws NotZstd {
        long value = peek(width);
        at += width;
        return value;
    }

    /** The same, without going on. */
    long peek(int width) throws NotZstd {
        if (width > remaining()) {
            throw new NotZstd();
        }
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[at + i] & 0xff);
        }
        return value;
    }

    /** The next bytes as an input of their own. */
    ZstdInput take(long count) throws NotZstd {
        if (count > remaining()) {
            throw new NotZstd();
        }
        ZstdInput taken = new ZstdInput(bytes, at, at + (int) count);
        at += (int) count;
        return taken;
    }

    void skip(long count) throws NotZstd {
        take(count);
    }

    /** All that is left, as a stream of bits that is read from its end. */
    ZstdBits backwards() throws NotZstd {
        ZstdBits bits = new ZstdBits(bytes, at, end);
        at = end;
        return bits;
    }

    /** The bit at {@code index} from here on, the lowest of each byte first; 0 after the end. */
    int bit(int index) {
        int where = at + (index >> 3);
        return where < end ? (bytes[where] >> (index & 7)) & 1 : 0;
    }

    /** Copies the next bytes to the start of {@code target}. */
    void copy(byte[] target, int count) throws NotZstd {
        ZstdInput taken = take(count);
        System.arraycopy(bytes, taken.at, target, 0, count);
    }

    /** The next bytes come out as they are. */
    void copy(ZstdOutput out, int count) throws NotZstd {
        ZstdInput taken = take(count);
        out.write(bytes, taken.at, count);
    }
}
