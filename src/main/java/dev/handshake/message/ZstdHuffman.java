package dev.handshake.message;

import java.util.Arrays;

/** The prefix code of a block's literals (RFC 8878 §4.2). */
final class ZstdHuffman {
    private static final int LONGEST_CODE = 11;
    private static final int SYMBOLS = 256;
    private static final int WEIGHTS_LOG = 6;

    /** From this value on, the first byte counts weights of four bits each. */
    private static final int DIRECT = 128;

    private final int width;
    private final byte[] symbols;
    private final byte[] lengths;

    private ZstdHuffman(int[] weights, int count, int width) {
        this.width = width;
        this.symbols = new byte[1 << width];
        this.lengths = new byte[1 << width];
        int at = 0;
        for (int weight = 1; weight <= width; weight++) {
            for (int symbol = 0; symbol < count; symbol++) {
                if (weights[symbol] == weight) {
                    int next = at + (1 << (weight - 1));
                    Arrays.fill(symbols, at, next, (byte) symbol);
                    Arrays.fill(lengths, at, next, (byte) (width + 1 - weight));
                    at = next;
                }
            }
        }
    }

    /** The code that is described here (RFC 8878 §4.2.1). */
    static ZstdHuffman read(ZstdInput in) throws NotZstd {
        int[] weights = new int[SYMBOLS];
        int first = in.u8();
        int count =
                first >= DIRECT
                        ? direct(in, first - DIRECT + 1, weights)
                        : compressed(in.take(first), weights);
        int sum = 0;
        for (int i = 0; i < count; i++) {
            if (weights[i] > LONGEST_CODE) {
                throw new NotZstd();
            }
            sum += 1 << weights[i] >> 1;
        }
        // The last weight is not told: it makes the sum a power of two.
        int width = 32 - Integer.numberOfLeadingZeros(sum);
        int missing = (1 << width) - sum;
        if (sum == 0 || width > LONGEST_CODE || Integer.bitCount(missing) != 1) {
            throw new NotZstd();
        }
        weights[count] = 32 - Integer.numberOfLeadingZeros(missing);
        if (Arrays.stream(weights).noneMatch(weight -> weight == 1)) {
            // No code has the greatest length.
            throw new NotZstd();
        }
        return new ZstdHuffman(weights, count + 1, width);
    }

    private static int direct(ZstdInput in, int count, int[] weights) throws NotZstd {
        for (int i = 0; i < count; i += 2) {
            int two = in.u8();
            weights[i] = two >> 4;
            weights[i + 1] = i + 1 < count ? two & 0xf : 0;
        }
        return count;
    }

    /** Two states take turns until the bits are used up (RFC 8878 §4.2.1.2). */
    private static int compressed(ZstdInput in, int[] weights) throws NotZstd {
        ZstdFse table = ZstdFse.read(in, WEIGHTS_LOG, SYMBOLS - 1);
        ZstdBits bits = in.backwards();
        int state = bits.read(table.accuracyLog());
        int other = bits.read(table.accuracyLog());
        int count = 0;
        while (count + 2 < SYMBOLS) {
            weights[count++] = table.symbol(state);
            int width = table.width(state);
            if (width > bits.left()) {
                weights[count++] = table.symbol(other);
                return count;
            }
            int next = table.next(state, bits.read(width));
            state = other;
            other = next;
        }
        throw new NotZstd();
    }

    /** Decodes a stream that holds so many symbols, and no more. */
    void decode(ZstdInput in, byte[] target, int from, int count) throws NotZstd {
        ZstdBits bits = in.backwards();
        for (int i = from; i < from + count; i++) {
            int code = bits.peek(width);
            target[i] = symbols[code];
            bits.skip(lengths[code]);
            if (bits.left() < 0) {
                throw new NotZstd();
            }
        }
        bits.requireEnd();
    }
}
