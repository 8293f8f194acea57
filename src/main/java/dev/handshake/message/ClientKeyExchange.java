package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.registry.HandshakeType;

/**
 * ClientKeyExchange of TLS 1.2 and before (RFC 5246 §7.4.7, RFC 8422 §5.7, RFC 4279 §2, RFC 5489
 * §2, RFC 5054 §2.8.3).
 *
 * <pre>
 * struct {
 *     select (KeyExchangeAlgorithm) {
 *         case rsa:   EncryptedPreMasterSecret;     /&#42; opaque&lt;0..2^16-1&gt; &#42;/
 *         case dhe_&#42;: ClientDiffieHellmanPublic;    /&#42; opaque dh_Yc&lt;1..2^16-1&gt; &#42;/
 *         case ec_diffie_hellman: ClientECDiffieHellmanPublic;  /&#42; opaque point&lt;1..2^8-1&gt; &#42;/
 *         case psk:   opaque psk_identity&lt;0..2^16-1&gt;;
 *         case &#42;_psk: psk_identity, then as above
 *         case srp:   opaque srp_A&lt;1..2^16-1&gt;;
 *     } exchange_keys;
 * } ClientKeyExchange;
 * </pre>
 *
 * <p>A client whose certificate holds its key sends no public value at all (§7.4.7.2). SSL 3.0
 * leaves out the length before the encrypted secret (RFC 6101 §5.6.7.1).
 *
 * @param exchange with RSA the encrypted pre-master secret; else the client's public value; with
 *     nothing but a pre-shared key its identity; empty where there is none
 * @param pskIdentity empty where there is none
 */
public record ClientKeyExchange(KeyExchange keyExchange, Bytes exchange, Bytes pskIdentity)
        implements HandshakeMessage {
    /** How the keys are agreed on, as the cipher suite of TLS 1.2 says. */
    public enum KeyExchange {
        RSA,
        DHE,
        ECDHE,
        /** A key in the certificate, a pre-shared key alone, SRP, and what is left opaque. */
        OTHER
    }

    public ClientKeyExchange(KeyExchange keyExchange, Bytes exchange) {
        this(keyExchange, exchange, Bytes.EMPTY);
    }

    static ClientKeyExchange read(FieldReader in, HandshakeContext context) {
        KeyExchangeAlgorithm algorithm = KeyExchangeAlgorithm.of(context);
        Bytes identity = algorithm.isPsk() ? in.opaqueVector("psk_identity", 2, 0) : Bytes.EMPTY;
        return switch (algorithm) {
            case RSA, RSA_PSK ->
                    new ClientKeyExchange(KeyExchange.RSA, readSecret(in, context), identity);
            case DHE, DHE_PSK -> new ClientKeyExchange(KeyExchange.DHE, readDh(in), identity);
            case ECDHE, ECDHE_PSK ->
                    new ClientKeyExchange(KeyExchange.ECDHE, readEcdh(in), identity);
            case PSK -> new ClientKeyExchange(KeyExchange.OTHER, identity, identity);
            case DH -> other(readDh(in));
            case ECDH -> other(readEcdh(in));
            case SRP -> other(in.opaqueVector("srp_A", 2, 1));
            case KRB5 -> other(in.rest("kerberos_wrapper"));
            case GOST -> other(in.rest("gost_key_transport"));
            case ECJPAKE -> other(in.rest("ecjpake_key_kp"));
            case OTHER -> other(in.rest("exchange_keys"));
        };
    }

    private static ClientKeyExchange other(Bytes exchange) {
        return new ClientKeyExchange(KeyExchange.OTHER, exchange);
    }

    private static Bytes readSecret(FieldReader in, HandshakeContext context) {
        return context.isSsl3()
                ? in.rest("encrypted_pre_master_secret")
                : in.opaqueVector("encrypted_pre_master_secret", 2, 0);
    }

    private static Bytes readDh(FieldReader in) {
        return in.hasRemaining() ? in.opaqueVector("dh_Yc", 2, 0) : Bytes.EMPTY;
    }

    private static Bytes readEcdh(FieldReader in) {
        return in.hasRemaining() ? in.opaqueVector("ecdh_Yc", 1, 0) : Bytes.EMPTY;
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_KEY_EXCHANGE;
    }
}
