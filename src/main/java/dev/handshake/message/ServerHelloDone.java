package dev.handshake.message;

import dev.handshake.registry.HandshakeType;

/** ServerHelloDone (RFC 5246 §7.4.5): {@code struct { } ServerHelloDone;}. */
public record ServerHelloDone() implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO_DONE;
    }
}
