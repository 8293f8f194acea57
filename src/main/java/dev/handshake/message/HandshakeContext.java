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
}
