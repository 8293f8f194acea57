package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/**
 * An extension whose content is not read into fields, or did not fit: GREASE, unknown or malformed.
 */
public record UnknownExtension(ExtensionType type, Bytes data) implements Extension {
    static UnknownExtension read(FieldReader in, ExtensionType type) {
        return new UnknownExtension(type, in.rest("opaque"));
    }

    @Override
    public Value value() {
        return type.grease() || !type.known() ? Value.Coded.of(type) : new Value.Opaque(data);
    }
}
