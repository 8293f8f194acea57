package dev.handshake.verify;

import dev.handshake.registry.CipherSuite;

/**
 * How a server of TLS 1.2 or before proves itself, as the name of the cipher suite tells it up to
 * {@code _WITH_} (RFC 5246 App. A.5).
 */
public enum ServerProof {
    /** It signs the ServerKeyExchange with the key of its certificate. */
    SIGNED,
    /** It decrypts what was encrypted for the key of its certificate. */
    DECRYPTS,
    /** Its certificate has a Diffie-Hellman key. */
    AGREES,
    /** It does not. */
    ANONYMOUS,
    /** It knows the key that both sides share. */
    SHARED_KEY,
    /** It knows the user's password, or what stands for it. */
    PASSWORD,
    /** In a way that is not read here. */
    OTHER;

    public static ServerProof of(CipherSuite suite) {
        String name = suite.name();
        int with = name.indexOf("_WITH_");
        int start = name.indexOf('_');
        if (with < 0 || start >= with) {
            return OTHER;
        }
        String method = name.substring(start + 1, with).replace("_EXPORT", "");
        return switch (method) {
            case "RSA", "RSA1024", "RSA_PSK" -> DECRYPTS;
            case "DH_anon", "ECDH_anon" -> ANONYMOUS;
            case "DH_RSA", "DH_DSS", "ECDH_RSA", "ECDH_ECDSA" -> AGREES;
            case "PSK", "DHE_PSK", "PSK_DHE", "ECDHE_PSK" -> SHARED_KEY;
            case "SRP_SHA", "ECJPAKE", "ECCPWD" -> PASSWORD;
            case "DHE_RSA", "DHE_DSS", "ECDHE_RSA", "ECDHE_ECDSA", "SRP_SHA_RSA", "SRP_SHA_DSS" ->
                    SIGNED;
            default -> OTHER;
        };
    }
}
