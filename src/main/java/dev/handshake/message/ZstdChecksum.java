package dev.handshake.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** XXH64 with the seed 0, the checksum of Zstandard (RFC 8878 §3.1.1). */
final class ZstdChecksum {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long PRIME_1 = 0x9e3779b185ebca87L;
    private static final long PRIME_2 = 0xc2b2ae3d27d4eb4fL;
    private static final long PRIME_3 = 0x165667b19e3779f9L;
    private static final long PRIME_4 = 0x85ebca77c2b2ae63L;
    private static final long PRIME_5 = 0x27d4eb2f165667c5L;

    /** The sum of the first two, modulo 2^64. */
    private static final long PRIME_1_AND_2 = 0x60ea27eeadc0b5d6L;

    private static final int STRIPE = 32;

    private ZstdChecksum() {}

    static long of(byte[] bytes, int start, int end) {
        int at = start;
        long sum = PRIME_5;
        if (end - start >= STRIPE) {
            long[] lanes = {PRIME_1_AND_2, PRIME_2, 0, -PRIME_1};
            for (; end - at >= STRIPE; at += STRIPE) {
                for (int lane = 0; lane < lanes.length; lane++) {
                    lanes[lane] = round(lanes[lane], (long) LONG.get(bytes, at + 8 * lane));
                }
            }
            sum =
                    Long.rotateLeft(lanes[0], 1)
                            + Long.rotateLeft(lanes[1], 7)
                            + Long.rotateLeft(lanes[2], 12)
                            + Long.rotateLeft(lanes[3], 18);
            for (long lane : lanes) {
                sum = (sum ^ round(0, lane)) * PRIME_1 + PRIME_4;
            }
        }
        sum += end - start;
        for (; end - at >= 8; at += 8) {
            sum ^= round(0, (long) LONG.get(bytes, at));
            sum = Long.rotateLeft(sum, 27) * PRIME_1 + PRIME_4;
        }
        if (end - at >= 4) {
            sum ^= Integer.toUnsignedLong((int) INT.get(bytes, at)) * PRIME_1;
            sum = Long.rotateLeft(sum, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < end; at++) {
            sum ^= (bytes[at] & 0xff) * PRIME_5;
            sum = Long.rotateLeft(sum, 11) * PRIME_1;
        }
        sum = (sum ^ (sum >>> 33)) * PRIME_2;
        sum = (sum ^ (sum >>> 29)) * PRIME_3;
        return sum ^ (sum >>> 32);
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }
}
