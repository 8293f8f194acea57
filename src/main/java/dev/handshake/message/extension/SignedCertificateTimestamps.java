package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * signed_certificate_timestamp (RFC 6962 §3.3).
 *
 * @param scts empty in a ClientHello
 */
public record SignedCertificateTimestamps(List<Bytes> scts) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP;
    }
}
