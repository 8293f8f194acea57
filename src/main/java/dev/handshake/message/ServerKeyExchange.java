package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.SignatureScheme;
import org.jspecify.annotations.Nullable;

/**
 * ServerKeyExchange of TLS 1.2 (RFC 5246 §7.4.3, RFC 8422 §5.4).
 *
 * @param group the named curve; null for finite-field groups and explicit curves
 * @param params the bytes that the signature covers after both randoms
 * @param publicValue the server's public value (a point, or dh_Ys)
 * @param primeBits the size of dh_p in bits; 0 for ECDHE
 * @param scheme null where the exchange is not signed
 * @param signature empty where it is not signed
 */
public record ServerKeyExchange(
        @Nullable NamedGroup group,
        Bytes params,
        Bytes publicValue,
        int primeBits,
        @Nullable SignatureScheme scheme,
        Bytes signature)
        implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_KEY_EXCHANGE;
    }
}
