package dev.handshake.message;

import dev.handshake.registry.HandshakeType;

/** HelloRequest (RFC 5246 §7.4.1.1): {@code struct { } HelloRequest;}. */
public record HelloRequest() implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.HELLO_REQUEST;
    }
}
