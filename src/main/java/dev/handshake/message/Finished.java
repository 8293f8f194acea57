package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.HandshakeType;

/** Finished (RFC 5246 §7.4.9, RFC 9846 §4.5.3). */
public record Finished(Bytes verifyData) implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.FINISHED;
    }
}
