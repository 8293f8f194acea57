package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.SignatureScheme;
import org.jspecify.annotations.Nullable;

/**
 * CertificateVerify (RFC 5246 §7.4.8, RFC 9846 §4.5.2).
 *
 * <pre>
 * struct {
 *     SignatureScheme algorithm;
 *     opaque signature&lt;0..2^16-1&gt;;
 * } CertificateVerify;
 * </pre>
 *
 * @param algorithm null before TLS 1.2, where the key alone decided it (RFC 4346 §7.4.8)
 */
public record CertificateVerify(@Nullable SignatureScheme algorithm, Bytes signature)
        implements HandshakeMessage {
    static CertificateVerify read(FieldReader in, HandshakeContext context) {
        return new CertificateVerify(
                context.namesSignatureAlgorithms()
                        ? in.code16("algorithm", SignatureScheme::new)
                        : null,
                in.opaqueVector("signature", 2, 0));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_VERIFY;
    }
}
