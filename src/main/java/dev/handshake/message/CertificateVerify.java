package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.SignatureScheme;

/** CertificateVerify (RFC 5246 §7.4.8, RFC 9846 §4.5.2). */
public record CertificateVerify(SignatureScheme algorithm, Bytes signature)
        implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_VERIFY;
    }
}
