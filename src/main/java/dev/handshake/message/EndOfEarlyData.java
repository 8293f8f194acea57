package dev.handshake.message;

import dev.handshake.registry.HandshakeType;

/** EndOfEarlyData (RFC 9846 §4.6): {@code struct { } EndOfEarlyData;}. */
public record EndOfEarlyData() implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.END_OF_EARLY_DATA;
    }
}
