package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/**
 * padding (RFC 7685 §3).
 *
 * @param length bytes of padding
 */
public record Padding(int length) implements Extension {
    static Padding read(FieldReader in) {
        return new Padding(in.rest("padding").length());
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.PADDING;
    }

    @Override
    public Value value() {
        return new Value.Unsigned(length);
    }
}
