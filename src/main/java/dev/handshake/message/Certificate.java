package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.registry.HandshakeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Certificate of TLS 1.2 (RFC 5246 §7.4.2) and 1.3 (RFC 9846 §4.5.1).
 *
 * @param requestContext empty in TLS 1.2
 */
public record Certificate(Bytes requestContext, List<Entry> entries) implements HandshakeMessage {
    /**
     * One certificate of the chain.
     *
     * @param der as it was sent
     * @param certificate what could be read of it; null where it is no certificate
     * @param extensions empty in TLS 1.2
     */
    public record Entry(Bytes der, @Nullable X509 certificate, List<Extension> extensions)
            implements Extensions {}

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE;
    }
}
