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
    /** Whether the structs are those of TLS 1.3, whose drafts called themselves 0x7f00 and more. */
    public boolean isTls13() {
        return version != null
                && (version.equals(ProtocolVersion.TLS_1_3) || version.code() >> 8 == 0x7f);
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
