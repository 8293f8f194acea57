package dev.handshake.capture;

import dev.handshake.bytes.Bytes;

/**
 * One secret of a connection, as a line of an SSLKEYLOGFILE has it (RFC 9850): {@code <label>
 * <client_random> <secret>}.
 *
 * @param label {@code CLIENT_RANDOM} (TLS 1.2: the master secret), {@code
 *     CLIENT_HANDSHAKE_TRAFFIC_SECRET}, {@code SERVER_HANDSHAKE_TRAFFIC_SECRET}, {@code
 *     CLIENT_TRAFFIC_SECRET_0}, {@code SERVER_TRAFFIC_SECRET_0}, {@code EXPORTER_SECRET}, …
 * @param clientRandom 32 bytes: the random of the (first) ClientHello
 */
public record Secret(String label, Bytes clientRandom, Bytes secret) {
    /** Does not show the secret. */
    @Override
    public String toString() {
        return "Secret[" + label + "]";
    }
}
