package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.ExtensionType;

/** renegotiation_info (RFC 5746 §3.2). */
public record RenegotiationInfo(Bytes renegotiatedConnection) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.RENEGOTIATION_INFO;
    }
}
