package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.message.extension.Carrier;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.registry.HandshakeType;
import java.util.List;

/**
 * ClientCertificateRequest (RFC 9261 §4), a client's wish for an exported authenticator.
 *
 * <pre>
 * struct {
 *     opaque certificate_request_context&lt;0..2^8-1&gt;;
 *     Extension extensions&lt;0..2^16-1&gt;;
 * } ClientCertificateRequest;
 * </pre>
 */
public record ClientCertificateRequest(Bytes requestContext, List<Extension> extensions)
        implements HandshakeMessage, Extensions {
    static ClientCertificateRequest read(FieldReader in) {
        return new ClientCertificateRequest(
                in.opaqueVector("certificate_request_context", 1, 0),
                Extension.readList(in, Carrier.CERTIFICATE_REQUEST));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_CERTIFICATE_REQUEST;
    }
}
