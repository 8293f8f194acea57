package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/** encrypt_then_mac (RFC 7366 §2): empty. */
public record EncryptThenMac() implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.ENCRYPT_THEN_MAC;
    }

    @Override
    public Value value() {
        return new Value.Opaque(Bytes.EMPTY);
    }
}
