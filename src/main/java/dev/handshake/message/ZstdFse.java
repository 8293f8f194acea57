package dev.handshake.message;

import java.util.Arrays;

/**
 * A table of the finite state entropy code (RFC 8878 §4.1): each state stands for a symbol, and
 * some bits lead from it to the next state.
 */
final class ZstdFse {
    /** A symbol that has one state, and needs a reset of all bits after it. */
    private static final int LESS_THAN_ONE = -1;

    private static final int SMALLEST_LOG = 5;

    private final int accuracyLog;
    private final byte[] symbols;
    private final byte[] widths;
    private final short[] bases;

    private ZstdFse(int accuracyLog, int[] counts) {
        int size = 1 << accuracyLog;
        this.accuracyLog = accuracyLog;
        this.symbols = new byte[size];
        this.widths = new byte[size];
        this.bases = new short[size];
        spread(counts);
        int[] next = new int[counts.length];
        for (int symbol = 0; symbol < counts.length; symbol++) {
            next[symbol] = Math.abs(counts[symbol]);
        }
        for (int state = 0; state < size; state++) {
            int reached = next[symbols[state]]++;
            int width = accuracyLog - floorLog2(reached);
            widths[state] = (byte) width;
            bases[state] = (short) ((reached << width) - size);
        }
    }

    /** Gives each symbol its states. */
    private void spread(int[] counts) {
        int size = symbols.length;
        int free = size;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] == LESS_THAN_ONE) {
                free--;
                symbols[free] = (byte) symbol;
            }
        }
        int step = (size >> 1) + (size >> 3) + 3;
        int state = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            for (int i = 0; i < counts[symbol]; i++) {
                symbols[state] = (byte) symbol;
                do {
                    state = (state + step) & (size - 1);
                } while (state >= free && free > 0);
            }
        }
    }

    /** The table of a distribution; its numbers, as states, must come to 2^accuracyLog. */
    static ZstdFse of(int accuracyLog, int... counts) {
        return new ZstdFse(accuracyLog, counts);
    }

    /** One symbol, over and over, without a bit. */
    static ZstdFse only(int symbol) {
        int[] counts = new int[symbol + 1];
        counts[symbol] = 1;
        return new ZstdFse(0, counts);
    }

    /** The table that is described here (RFC 8878 §4.1.1). */
    static ZstdFse read(ZstdInput in, int largestLog, int largestSymbol) throws NotZstd {
        int at = 4;
        int accuracyLog = (int) bits(in, 0, 4) + SMALLEST_LOG;
        if (accuracyLog > largestLog) {
            throw new NotZstd();
        }
        int[] counts = new int[largestSymbol + 1];
        int symbol = 0;
        int states = 1 << accuracyLog;
        while (states > 0) {
            if (symbol > largestSymbol) {
                throw new NotZstd();
            }
            // A number from 0 to states + 1; the smaller ones are spelt with a bit less.
            int width = floorLog2(states + 1) + 1;
            int half = 1 << (width - 1);
            int spared = 2 * half - 1 - (states + 1);
            int number = (int) bits(in, at, width);
            if ((number & (half - 1)) < spared) {
                number &= half - 1;
                at += width - 1;
            } else {
                number -= number >= half ? spared : 0;
                at += width;
            }
            int count = number - 1;
            counts[symbol++] = count;
            states -= Math.abs(count);
            if (count == 0) {
                int more;
                do {
                    more = (int) bits(in, at, 2);
                    at += 2;
                    symbol += more;
                    if (symbol > largestSymbol + 1) {
                        throw new NotZstd();
                    }
                } while (more == 3);
            }
        }
        in.skip((at + 7) >> 3);
        return new ZstdFse(accuracyLog, Arrays.copyOf(counts, symbol));
    }

    private static long bits(ZstdInput in, int at, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (long) in.bit(at + i) << i;
        }
        return value;
    }

    private static int floorLog2(int value) {
        return 31 - Integer.numberOfLeadingZeros(value);
    }

    /** Bits that tell the first state. */
    int accuracyLog() {
        return accuracyLog;
    }

    int symbol(int state) {
        return symbols[state] & 0xff;
    }

    /** Bits that lead from the state to the next. */
    int width(int state) {
        return widths[state];
    }

    int next(int state, int bits) {
        return bases[state] + bits;
    }
}
