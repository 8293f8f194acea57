package dev.handshake.message;

import dev.handshake.bytes.FieldReader;
import dev.handshake.message.extension.Carrier;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.registry.HandshakeType;
import java.util.List;

/**
 * EncryptedExtensions (RFC 9846 §4.4.1).
 *
 * <pre>
 * struct {
 *     Extension extensions&lt;0..2^16-1&gt;;
 * } EncryptedExtensions;
 * </pre>
 */
public record EncryptedExtensions(List<Extension> extensions)
        implements HandshakeMessage, Extensions {
    static EncryptedExtensions read(FieldReader in) {
        return new EncryptedExtensions(Extension.readList(in, Carrier.ENCRYPTED_EXTENSIONS));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.ENCRYPTED_EXTENSIONS;
    }
}
