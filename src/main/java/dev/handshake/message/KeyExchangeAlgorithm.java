package dev.handshake.message;

import dev.handshake.registry.CipherSuite;

/**
 * How the keys are agreed on in TLS 1.2 and before (RFC 5246 §7.4.3), as the name of the cipher
 * suite tells it up to {@code _WITH_}.
 */
enum KeyExchangeAlgorithm {
    RSA,
    /** Finite-field Diffie-Hellman with a key that a certificate holds. */
    DH,
    DHE,
    ECDH,
    ECDHE,
    PSK,
    RSA_PSK,
    DHE_PSK,
    ECDHE_PSK,
    SRP,
    KRB5,
    GOST,
    ECJPAKE,
    OTHER;

    static KeyExchangeAlgorithm of(HandshakeContext context) {
        return context.cipherSuite() == null ? OTHER : of(context.cipherSuite());
    }

    /** Whether a pre-shared key takes part. */
    boolean isPsk() {
        return switch (this) {
            case PSK, RSA_PSK, DHE_PSK, ECDHE_PSK -> true;
            case RSA, DH, DHE, ECDH, ECDHE, SRP, KRB5, GOST, ECJPAKE, OTHER -> false;
        };
    }

    private static KeyExchangeAlgorithm of(CipherSuite suite) {
        String name = suite.name();
        int with = name.indexOf("_WITH_");
        int start = name.indexOf('_');
        if (with < 0 || start >= with) {
            return OTHER;
        }
        String method = name.substring(start + 1, with);
        return switch (method) {
            case "PSK" -> PSK;
            case "RSA_PSK" -> RSA_PSK;
            case "DHE_PSK", "PSK_DHE" -> DHE_PSK;
            case "ECDHE_PSK" -> ECDHE_PSK;
            case "ECJPAKE" -> ECJPAKE;
            case "DH_anon", "DH_anon_EXPORT" -> DHE;
            case "ECDH_anon" -> ECDHE;
            default -> byFamily(method);
        };
    }

    private static KeyExchangeAlgorithm byFamily(String method) {
        String family = method.contains("_") ? method.substring(0, method.indexOf('_')) : method;
        return switch (family) {
            case "RSA" -> RSA;
            case "DH" -> DH;
            case "DHE" -> DHE;
            case "ECDH" -> ECDH;
            case "ECDHE" -> ECDHE;
            case "SRP" -> SRP;
            case "KRB5" -> KRB5;
            default -> family.startsWith("GOST") ? GOST : OTHER;
        };
    }
}
