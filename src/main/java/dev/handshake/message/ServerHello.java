package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.message.extension.SupportedVersions;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.CompressionMethod;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;

/**
 * ServerHello, and HelloRetryRequest, which is one with a fixed random (RFC 9846 §4.2.3, §4.2.4).
 */
public record ServerHello(
        ProtocolVersion legacyVersion,
        Bytes random,
        Bytes legacySessionIdEcho,
        CipherSuite cipherSuite,
        CompressionMethod legacyCompressionMethod,
        List<Extension> extensions)
        implements HandshakeMessage, Extensions {
    /** SHA-256 of "HelloRetryRequest" (RFC 9846 §4.2.3). */
    public static final Bytes HELLO_RETRY_REQUEST_RANDOM =
            Bytes.ofHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO;
    }

    public boolean isHelloRetryRequest() {
        return random.equals(HELLO_RETRY_REQUEST_RANDOM);
    }

    /**
     * What was chosen: supported_versions decides where it is there, else legacy_version (§4.3.1).
     */
    public ProtocolVersion version() {
        return extension(SupportedVersions.class)
                .map(extension -> extension.versions().getFirst())
                .orElse(legacyVersion);
    }
}
