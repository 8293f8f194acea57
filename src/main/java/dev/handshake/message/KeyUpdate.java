package dev.handshake.message;

import dev.handshake.registry.HandshakeType;

/** KeyUpdate (RFC 9846 §4.7.3). */
public record KeyUpdate(boolean updateRequested) implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.KEY_UPDATE;
    }
}
