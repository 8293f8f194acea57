package dev.handshake.capture.live;

import java.time.Duration;

/** A moment until which something may take. */
record Deadline(Duration within, long at) {
    static Deadline in(Duration within) {
        return new Deadline(within, System.nanoTime() + within.toNanos());
    }

    boolean passed() {
        return remainingNanos() <= 0;
    }

    long remainingNanos() {
        return at - System.nanoTime();
    }

    /** Rounded up: 0 only when it has passed. */
    long remainingMillis() {
        return Math.max(0, Math.ceilDiv(remainingNanos(), 1_000_000L));
    }

    Duration remaining() {
        return Duration.ofNanos(Math.max(0, remainingNanos()));
    }

    /** The seconds that were allowed, for a sentence. */
    Number allowed() {
        // Not ?:, which would make a double of both: nobody waits for 15.0 seconds.
        if (within.toMillis() % 1000 == 0) {
            return within.toSeconds();
        }
        return within.toMillis() / 1000.0;
    }
}
