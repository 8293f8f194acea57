package dev.handshake.session;

import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.registry.SignatureScheme;
import org.jspecify.annotations.Nullable;

/**
 * What both sides have agreed on so far; null is not known yet, or does not apply.
 *
 * @param group the named group of the key exchange; null with RSA key exchange
 * @param signatureScheme of the server's proof: ServerKeyExchange in 1.2, CertificateVerify in 1.3
 * @param sni the name that the client asked for
 * @param alpn the protocol that the server chose
 * @param extendedMasterSecret null in TLS 1.3
 */
public record Negotiated(
        @Nullable ProtocolVersion version,
        @Nullable CipherSuite cipherSuite,
        @Nullable NamedGroup group,
        @Nullable SignatureScheme signatureScheme,
        @Nullable String sni,
        @Nullable String alpn,
        Resumption resumption,
        EarlyData earlyData,
        boolean helloRetryRequest,
        boolean ocspStapled,
        boolean clientCertificate,
        @Nullable Boolean extendedMasterSecret) {
    public static final Negotiated NOTHING =
            new Negotiated(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Resumption.NONE,
                    EarlyData.NONE,
                    false,
                    false,
                    false,
                    null);

    public enum Resumption {
        NONE,
        SESSION_ID,
        TICKET,
        PSK
    }

    public enum EarlyData {
        NONE,
        ACCEPTED,
        REJECTED
    }
}
