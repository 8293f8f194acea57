package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/**
 * renegotiation_info (RFC 5746 §3.2).
 *
 * <pre>
 * struct {
 *     opaque renegotiated_connection&lt;0..255&gt;;
 * } RenegotiationInfo;
 * </pre>
 */
public record RenegotiationInfo(Bytes renegotiatedConnection) implements Extension {
    static RenegotiationInfo read(FieldReader in) {
        return new RenegotiationInfo(in.opaqueVector("renegotiated_connection", 1, 0));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.RENEGOTIATION_INFO;
    }

    @Override
    public Value value() {
        return new Value.Opaque(renegotiatedConnection);
    }
}
