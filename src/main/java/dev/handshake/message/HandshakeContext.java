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
    /** Whether the structs are those of TLS 1.3 or one of its drafts. */
    public boolean isTls13() {
        return version != null && version.isTls13();
    }

    /** Whether the version is a draft of TLS 1.3 before the one with this number. */
    boolean isDraftBefore(int number) {
        return version != null && version.draft() > 0 && version.draft() < number;
    }

    boolean isSsl3() {
        return ProtocolVersion.SSL_3_0.equals(version);
    }

    /** Whether the server signs its ServerKeyExchange: with a certificate's key, if it has one. */
    boolean isSigned() {
        String suite = cipherSuite == null ? "" : cipherSuite.name();
        return !suite.contains("_anon_")
                && !suite.contains("PSK_")
                && !suite.startsWith("TLS_SRP_SHA_WITH_");
    }

    /** Whether a signature says which algorithm made it: from TLS 1.2 on (RFC 5246 §4.7). */
    boolean namesSignatureAlgorithms() {
        return version == null || version.code() >= ProtocolVersion.TLS_1_2.code();
    }
}
