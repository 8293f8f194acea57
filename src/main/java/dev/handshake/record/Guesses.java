package dev.handshake.record;

import dev.handshake.capture.Limits;

/** How much of one connection is still decrypted on trial, to find the place after its gaps. */
final class Guesses {
    private long left = Limits.GUESSES;

    /** Whether so many bytes more may be tried; then they are spent. */
    boolean afford(int bytes) {
        // Even nothing costs the setting up of a cipher.
        left -= 64L + bytes;
        return left >= 0;
    }
}
