package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.message.extension.Carrier;
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
 *
 * <pre>
 * struct {
 *     ProtocolVersion legacy_version = 0x0303;    /&#42; TLS v1.2 &#42;/
 *     Random random;
 *     opaque legacy_session_id_echo&lt;0..32&gt;;
 *     CipherSuite cipher_suite;
 *     uint8 legacy_compression_method = 0;
 *     Extension extensions&lt;6..2^16-1&gt;;
 * } ServerHello;
 * </pre>
 *
 * <p>In the drafts of TLS 1.3 up to 21, legacy_version is the draft's number, and neither session
 * ID nor compression method is sent; both are then empty here.
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

    static ServerHello read(FieldReader in) {
        ProtocolVersion legacyVersion = in.code16("legacy_version", ProtocolVersion::new);
        Bytes random = in.opaque("random", 32);
        Carrier carrier =
                random.equals(HELLO_RETRY_REQUEST_RANDOM)
                        ? Carrier.HELLO_RETRY_REQUEST
                        : Carrier.SERVER_HELLO;
        boolean isShort = legacyVersion.hasShortServerHello();
        return new ServerHello(
                legacyVersion,
                random,
                isShort ? Bytes.EMPTY : in.opaqueVector("legacy_session_id_echo", 1, 0),
                in.code16("cipher_suite", CipherSuite::new),
                isShort
                        ? CompressionMethod.NULL
                        : in.code8("legacy_compression_method", CompressionMethod::new),
                in.hasRemaining() ? Extension.readList(in, carrier) : List.of());
    }

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
