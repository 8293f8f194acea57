package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.ExtensionType;

/** cookie (RFC 9846 §4.3.2). */
public record Cookie(Bytes cookie) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.COOKIE;
    }
}
