package dev.handshake.message.extension;

import dev.handshake.registry.ExtensionType;

/** extended_master_secret (RFC 7627 §5.1): empty. */
public record ExtendedMasterSecret() implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.EXTENDED_MASTER_SECRET;
    }
}
