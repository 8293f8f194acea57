package dev.handshake.message;

import dev.handshake.capture.Sender;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of a handshake message alone do not tell and its structs depend on.
 *
 * @param from who sent it
 * @param version the negotiated version; null before the ServerHello
 * @param cipherSuite the negotiated suite; null before the ServerHello
 */
public record HandshakeContext(
        Sender from, @Nullable ProtocolVersion version, @Nullable CipherSuite cipherSuite) {
    public boolean isTls13() {
        return ProtocolVersion.TLS_1_3.equals(version);
    }

    /** Whether the suite leaves the key exchange unsigned. */
    boolean isAnonymous() {
        return cipherSuite != null && cipherSuite.name().contains("_anon_");
    }

    /** Whether a signature says which algorithm made it: from TLS 1.2 on (RFC 5246 §4.7). */
    boolean namesSignatureAlgorithms() {
        return version == null || version.code() >= ProtocolVersion.TLS_1_2.code();
    }
}
