package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.CompressionMethod;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;

/** ClientHello (RFC 9846 §4.2.2). */
public record ClientHello(
        ProtocolVersion legacyVersion,
        Bytes random,
        Bytes legacySessionId,
        List<CipherSuite> cipherSuites,
        List<CompressionMethod> legacyCompressionMethods,
        List<Extension> extensions)
        implements HandshakeMessage, Extensions {
    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_HELLO;
    }
}
