package dev.handshake.message;

import dev.handshake.bytes.FieldReader;
import dev.handshake.message.extension.Carrier;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HelloRetryRequest of the drafts of TLS 1.3 up to 21, where it was a message of its own
 * (draft-ietf-tls-tls13-21 §4.1.4). Since then it is a {@link ServerHello}.
 *
 * <pre>
 * struct {
 *     ProtocolVersion server_version;
 *     CipherSuite cipher_suite;                   /&#42; from draft 19 on &#42;/
 *     Extension extensions&lt;2..2^16-1&gt;;
 * } HelloRetryRequest;
 * </pre>
 *
 * @param cipherSuite null before draft 19
 */
public record HelloRetryRequest(
        ProtocolVersion version, @Nullable CipherSuite cipherSuite, List<Extension> extensions)
        implements HandshakeMessage, Extensions {
    private static final int WITH_CIPHER_SUITE = 19;

    static HelloRetryRequest read(FieldReader in) {
        ProtocolVersion version = in.code16("legacy_version", ProtocolVersion::new);
        return new HelloRetryRequest(
                version,
                version.draft() >= WITH_CIPHER_SUITE
                        ? in.code16("cipher_suite", CipherSuite::new)
                        : null,
                Extension.readList(in, Carrier.HELLO_RETRY_REQUEST));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.HELLO_RETRY_REQUEST;
    }
}
