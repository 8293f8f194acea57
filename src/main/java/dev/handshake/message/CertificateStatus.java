package dev.handshake.message;

import dev.handshake.registry.HandshakeType;
import org.jspecify.annotations.Nullable;

/**
 * CertificateStatus of TLS 1.2 (RFC 6066 §8).
 *
 * @param response what could be read of the OCSP response; null where it is none
 */
public record CertificateStatus(int statusType, @Nullable OcspResponse response)
        implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_STATUS;
    }
}
