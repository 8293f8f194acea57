package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/** extended_master_secret (RFC 7627 §5.1): empty. */
public record ExtendedMasterSecret() implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.EXTENDED_MASTER_SECRET;
    }

    @Override
    public Value value() {
        return new Value.Opaque(Bytes.EMPTY);
    }
}
