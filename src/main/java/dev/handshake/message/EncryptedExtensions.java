package dev.handshake.message;

import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.registry.HandshakeType;
import java.util.List;

/** EncryptedExtensions (RFC 9846 §4.4.1). */
public record EncryptedExtensions(List<Extension> extensions)
        implements HandshakeMessage, Extensions {
    @Override
    public HandshakeType type() {
        return HandshakeType.ENCRYPTED_EXTENSIONS;
    }
}
