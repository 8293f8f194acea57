package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.HandshakeType;

/**
 * ClientKeyExchange of TLS 1.2 (RFC 5246 §7.4.7, RFC 8422 §5.7).
 *
 * @param exchange with RSA the encrypted pre-master secret; else the client's public value
 */
public record ClientKeyExchange(KeyExchange keyExchange, Bytes exchange)
        implements HandshakeMessage {
    /** How the keys are agreed on, as the cipher suite of TLS 1.2 says. */
    public enum KeyExchange {
        RSA,
        DHE,
        ECDHE,
        /** Static, anonymous, PSK and what else this reader leaves opaque. */
        OTHER
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_KEY_EXCHANGE;
    }
}
