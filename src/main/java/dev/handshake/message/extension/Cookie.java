package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/**
 * cookie (RFC 9846 §4.3.2).
 *
 * <pre>
 * struct {
 *     opaque cookie&lt;1..2^16-1&gt;;
 * } Cookie;
 * </pre>
 */
public record Cookie(Bytes cookie) implements Extension {
    static Cookie read(FieldReader in) {
        return new Cookie(in.opaqueVector("cookie", 2, 1));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.COOKIE;
    }

    @Override
    public Value value() {
        return new Value.Opaque(cookie);
    }
}
