package dev.handshake.capture.lab;

import dev.handshake.bytes.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a server must know of a session to resume it. It stands in a ticket, sealed, or in the
 * server's memory.
 *
 * @param version of TLS, as a number
 * @param extendedMasterSecret whether the secret was made as RFC 7627 says (TLS 1.2)
 * @param secret the master secret of TLS 1.2, the PSK of TLS 1.3
 */
record Remembered(
        int version, int suite, boolean extendedMasterSecret, Instant since, Bytes secret) {
    static final Duration LIFETIME = Duration.ofHours(2);

    private static final int HEAD = 2 + 2 + 1 + 8;

    /** {@code version[2] suite[2] extended_master_secret[1] milliseconds[8] secret}. */
    Bytes encode() {
        return Bytes.of(
                ByteBuffer.allocate(HEAD + secret.length())
                        .putShort((short) version)
                        .putShort((short) suite)
                        .put((byte) (extendedMasterSecret ? 1 : 0))
                        .putLong(since.toEpochMilli())
                        .put(secret.toArray())
                        .array());
    }

    /** What {@link #encode} wrote, unless it is too old. */
    static Optional<Remembered> decode(Bytes state) {
        if (state.length() <= HEAD) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(state.toArray());
        Remembered read =
                new Remembered(
                        in.getShort() & 0xffff,
                        in.getShort() & 0xffff,
                        in.get() != 0,
                        Instant.ofEpochMilli(in.getLong()),
                        state.from(HEAD));
        return Optional.of(read).filter(it -> Instant.now().isBefore(it.since().plus(LIFETIME)));
    }

    /** Does not show the secret. */
    @Override
    public String toString() {
        return "Remembered[" + since + "]";
    }
}
