package dev.handshake.capture.file;

/**
 * How an interface of a pcapng file counts time (draft-ietf-opsawg-pcapng §4.2, {@code if_tsresol}
 * and {@code if_tsoffset}).
 */
final class Clock {
    /** Microseconds since 1970, where an interface says nothing else. */
    static final Clock MICROSECONDS = new Clock(6, 0);

    private static final int NANO = 9;
    private static final long SECOND = 1_000_000_000;

    private final boolean binary;
    private final int exponent;
    private final long offset;

    /** What a tick is multiplied with, or divided by, to have nanoseconds; 0 if none are left. */
    private final long factor;

    /**
     * @param resolution 10 to the power of minus it; with the highest bit set, of 2
     * @param offset seconds since 1970 at which it begins to count
     */
    Clock(int resolution, long offset) {
        binary = (resolution & 0x80) != 0;
        exponent = resolution & 0x7f;
        this.offset = offset;
        factor = power(Math.abs(NANO - exponent));
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            if (power > Long.MAX_VALUE / 10) {
                return 0;
            }
            power *= 10;
        }
        return power;
    }

    /**
     * Nanoseconds since 1970; what does not fit (the years from 1678 to 2262 do) is the nearest
     * that does.
     *
     * @param ticks without a sign
     */
    long nanos(long ticks) {
        long counted = binary ? binary(ticks) : decimal(ticks);
        return offset == 0 ? counted : saturated(counted, offset);
    }

    private long decimal(long ticks) {
        if (exponent > NANO) {
            return factor == 0 ? 0 : Long.divideUnsigned(ticks, factor) & Long.MAX_VALUE;
        }
        boolean fits = Math.unsignedMultiplyHigh(ticks, factor) == 0 && ticks * factor >= 0;
        return fits ? ticks * factor : Long.MAX_VALUE;
    }

    private long binary(long ticks) {
        if (exponent == 0) {
            return ticks < 0 ? Long.MAX_VALUE : saturated(0, ticks);
        }
        if (exponent >= Long.SIZE) {
            // A fraction of a second, in units that are smaller still.
            int smaller = exponent - Long.SIZE;
            return Math.unsignedMultiplyHigh(ticks >>> Math.min(smaller, 63), SECOND);
        }
        long fraction = Math.unsignedMultiplyHigh(ticks << (Long.SIZE - exponent), SECOND);
        return saturated(fraction, ticks >>> exponent);
    }

    private static long saturated(long nanos, long seconds) {
        long most = Long.MAX_VALUE / SECOND - 1;
        if (Math.abs(seconds) > most || seconds == Long.MIN_VALUE) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        long product = seconds * SECOND;
        long sum = nanos + product;
        boolean overflow = ((nanos ^ sum) & (product ^ sum)) < 0;
        if (overflow) {
            return product < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }
}
