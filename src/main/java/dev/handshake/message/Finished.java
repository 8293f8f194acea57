package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.registry.HandshakeType;

/**
 * Finished (RFC 5246 §7.4.9, RFC 9846 §4.5.3).
 *
 * <pre>
 * struct {
 *     opaque verify_data[Hash.length];
 * } Finished;
 * </pre>
 */
public record Finished(Bytes verifyData) implements HandshakeMessage {
    static Finished read(FieldReader in) {
        return new Finished(in.rest("verify_data"));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.FINISHED;
    }
}
