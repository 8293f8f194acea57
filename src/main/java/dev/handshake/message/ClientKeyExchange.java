package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.ProtocolVersion;

/**
 * ClientKeyExchange of TLS 1.2 (RFC 5246 §7.4.7, RFC 8422 §5.7).
 *
 * <pre>
 * struct {
 *     select (KeyExchangeAlgorithm) {
 *         case rsa:   EncryptedPreMasterSecret;     /&#42; opaque&lt;0..2^16-1&gt; &#42;/
 *         case dhe_&#42;: ClientDiffieHellmanPublic;    /&#42; opaque dh_Yc&lt;1..2^16-1&gt; &#42;/
 *         case ec_diffie_hellman: ClientECDiffieHellmanPublic;  /&#42; opaque point&lt;1..2^8-1&gt; &#42;/
 *     } exchange_keys;
 * } ClientKeyExchange;
 * </pre>
 *
 * @param exchange with RSA the encrypted pre-master secret; else the client's public value
 */
public record ClientKeyExchange(KeyExchange keyExchange, Bytes exchange)
        implements HandshakeMessage {
    /** How the keys are agreed on, as the cipher suite of TLS 1.2 says. */
    public enum KeyExchange {
        RSA,
        DHE,
        ECDHE,
        /** Static, PSK and what else this reader leaves opaque. */
        OTHER;

        /** What the negotiated suite says; SSL 3.0 had structs of its own. */
        static KeyExchange of(HandshakeContext context) {
            String suite = context.cipherSuite() == null ? "" : context.cipherSuite().name();
            if (ProtocolVersion.SSL_3_0.equals(context.version()) || suite.contains("_PSK_")) {
                return OTHER;
            }
            if (suite.startsWith("TLS_RSA_")) {
                return RSA;
            }
            if (suite.startsWith("TLS_DHE_") || suite.startsWith("TLS_DH_anon_")) {
                return DHE;
            }
            return suite.startsWith("TLS_ECDHE_") || suite.startsWith("TLS_ECDH_anon_")
                    ? ECDHE
                    : OTHER;
        }
    }

    static ClientKeyExchange read(FieldReader in, HandshakeContext context) {
        KeyExchange keyExchange = KeyExchange.of(context);
        return new ClientKeyExchange(
                keyExchange,
                switch (keyExchange) {
                    case RSA -> in.opaqueVector("encrypted_pre_master_secret", 2, 0);
                    case DHE -> in.opaqueVector("dh_Yc", 2, 0);
                    case ECDHE -> in.opaqueVector("ecdh_Yc", 1, 0);
                    case OTHER -> in.rest("exchange_keys");
                });
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_KEY_EXCHANGE;
    }
}
