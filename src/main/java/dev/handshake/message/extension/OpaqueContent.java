package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/**
 * An extension that is nothing but opaque bytes under a length.
 *
 * <pre>
 * opaque srp_I&lt;1..2^8-1&gt;;                      /&#42; srp, RFC 5054 §2.8.1 &#42;/
 * opaque cid&lt;0..2^8-1&gt;;                        /&#42; connection_id, RFC 9146 §3 &#42;/
 * opaque binding_hash&lt;0..32&gt;;                  /&#42; external_id_hash, RFC 8844 §4 &#42;/
 * opaque session_id&lt;20..32&gt;;                   /&#42; external_session_id, RFC 8844 §5 &#42;/
 * opaque flags&lt;0..255&gt;;                        /&#42; tls_flags, draft-ietf-tls-tlsflags §2 &#42;/
 * </pre>
 */
public record OpaqueContent(ExtensionType type, Bytes content) implements Extension {
    static OpaqueContent read(FieldReader in, ExtensionType type, String key, int least) {
        return new OpaqueContent(type, in.opaqueVector(key, 1, least));
    }

    @Override
    public Value value() {
        return new Value.Opaque(content);
    }
}
