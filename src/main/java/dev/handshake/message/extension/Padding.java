package dev.handshake.message.extension;

import dev.handshake.registry.ExtensionType;

/**
 * padding (RFC 7685 §3).
 *
 * @param length bytes of padding
 */
public record Padding(int length) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.PADDING;
    }
}
