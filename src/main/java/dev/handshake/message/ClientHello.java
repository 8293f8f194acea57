package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.message.extension.Carrier;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.CompressionMethod;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;

/**
 * ClientHello (RFC 9846 §4.2.2). Before TLS 1.3 the extensions may be left out (RFC 5246 §7.4.1.2).
 *
 * <pre>
 * struct {
 *     ProtocolVersion legacy_version = 0x0303;    /&#42; TLS v1.2 &#42;/
 *     Random random;
 *     opaque legacy_session_id&lt;0..32&gt;;
 *     CipherSuite cipher_suites&lt;2..2^16-2&gt;;
 *     opaque legacy_compression_methods&lt;1..2^8-1&gt;;
 *     Extension extensions&lt;7..2^16-1&gt;;
 * } ClientHello;
 * </pre>
 */
public record ClientHello(
        ProtocolVersion legacyVersion,
        Bytes random,
        Bytes legacySessionId,
        List<CipherSuite> cipherSuites,
        List<CompressionMethod> legacyCompressionMethods,
        List<Extension> extensions)
        implements HandshakeMessage, Extensions {
    static ClientHello read(FieldReader in) {
        return new ClientHello(
                in.code16("legacy_version", ProtocolVersion::new),
                in.opaque("random", 32),
                in.opaqueVector("legacy_session_id", 1, 0),
                in.codes16("cipher_suites", 2, 0, "cipher_suite", CipherSuite::new),
                in.list("legacy_compression_methods", 1, 0, ClientHello::readCompressionMethod),
                in.hasRemaining() ? Extension.readList(in, Carrier.CLIENT_HELLO) : List.of());
    }

    private static CompressionMethod readCompressionMethod(FieldReader in) {
        return in.code8("compression_method", CompressionMethod::new);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_HELLO;
    }
}
