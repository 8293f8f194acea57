package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/**
 * An extension that says all by being there, its content empty: post_handshake_auth (RFC 9846
 * §4.3.6), truncated_hmac (RFC 6066 §7), tls_cert_with_extern_psk (RFC 8773 §4) and others, and the
 * answers of servers that only agree.
 */
public record Marker(ExtensionType type) implements Extension {
    @Override
    public Value value() {
        return new Value.Opaque(Bytes.EMPTY);
    }
}
