package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.SignatureScheme;
import java.util.List;

/**
 * CertificateRequest of TLS 1.2 (RFC 5246 §7.4.4) and 1.3 (RFC 9846 §4.4.2).
 *
 * @param requestContext empty in TLS 1.2
 * @param certificateTypes empty in TLS 1.3
 * @param authorities distinguished names as RFC 4514 text; in TLS 1.3 they come as an extension
 */
public record CertificateRequest(
        Bytes requestContext,
        List<Integer> certificateTypes,
        List<SignatureScheme> signatureAlgorithms,
        List<String> authorities,
        List<Extension> extensions)
        implements HandshakeMessage, Extensions {
    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }
}
