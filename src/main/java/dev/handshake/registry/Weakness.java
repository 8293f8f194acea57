package dev.handshake.registry;

import dev.handshake.bytes.Phrase;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a cipher suite, a group or a signature scheme is no good choice today (RFC 9325 §4, RFC 9847,
 * RFC 9155): what IANA's column <i>Recommended</i> does not say.
 */
public enum Weakness {
    /** Nothing is encrypted. */
    NULL,
    /** Keys short enough to be exported from the USA in the 1990s: 40 to 56 bits. */
    EXPORT,
    /** Nobody proves who he is. */
    ANONYMOUS,
    /** RFC 7465. */
    RC4,
    RC2,
    /** 56 bits. */
    DES,
    /** Blocks of 64 bits: data leaks once there is much of it. */
    TRIPLE_DES,
    /** Blocks of 64 bits, too. */
    IDEA,
    /** MAC first, then encryption with padding: a family of padding oracles. */
    CBC,
    /** A tag of 64 bits. */
    SHORT_TAG,
    /** The client encrypts the secret with the server's RSA key. */
    STATIC_RSA,
    /** Who gets the long-lived key later can read all that was recorded. */
    NO_FORWARD_SECRECY,
    /** Diffie-Hellman in a group of the server's making, which nobody checks. */
    FINITE_FIELD_DH,
    MD5,
    SHA1,
    DSA,
    /** A curve of less than 256 bits. */
    SMALL_CURVE;

    private static final Pattern CURVE = Pattern.compile("sec[pt](\\d+)[kr]\\d");
    private static final int ENOUGH_BITS = 256;

    /** The sentence that says it. */
    public Phrase phrase() {
        return Phrase.of("weakness." + name().toLowerCase(Locale.ROOT));
    }

    /** What the name of a suite gives away. */
    static Set<Weakness> ofSuite(String name) {
        Set<Weakness> found = EnumSet.noneOf(Weakness.class);
        int with = name.indexOf("_WITH_");
        if (with >= 0) {
            ofKeyExchange(name.substring(name.indexOf('_') + 1, with), found);
            ofCipher(name.substring(with + "_WITH".length()), found);
        } else if (name.equals("TLS_SHA256_SHA256") || name.equals("TLS_SHA384_SHA384")) {
            // RFC 9150: TLS 1.3 with a MAC and nothing more.
            found.add(NULL);
        } else if (name.contains("_CCM_8_")) {
            found.add(SHORT_TAG);
        }
        return found;
    }

    private static void ofKeyExchange(String method, Set<Weakness> found) {
        add(found, method.contains("EXPORT"), EXPORT);
        add(found, method.contains("anon") || method.equals("NULL"), ANONYMOUS);
        add(found, method.contains("DSS"), DSA);
        boolean dhe = method.startsWith("DHE_") || method.equals("PSK_DHE");
        boolean anonymous = method.startsWith("DH_anon");
        add(found, dhe || method.startsWith("DH_"), FINITE_FIELD_DH);
        boolean rsa = method.equals("RSA") || method.startsWith("RSA_");
        add(found, rsa, STATIC_RSA);
        boolean fixed =
                (method.startsWith("DH_") && !anonymous)
                        || (method.startsWith("ECDH_") && !method.equals("ECDH_anon"));
        boolean shared =
                method.equals("PSK") || method.startsWith("KRB5") || method.startsWith("GOST");
        add(found, rsa || fixed || shared, NO_FORWARD_SECRECY);
    }

    private static void ofCipher(String cipher, Set<Weakness> found) {
        add(found, cipher.startsWith("_NULL"), NULL);
        add(found, cipher.contains("_RC4_"), RC4);
        add(found, cipher.contains("_RC2_"), RC2);
        add(found, cipher.contains("_DES_") || cipher.contains("_DES40_"), DES);
        add(found, cipher.contains("_3DES_"), TRIPLE_DES);
        add(found, cipher.contains("_IDEA_"), IDEA);
        add(found, cipher.contains("_CBC_"), CBC);
        add(found, cipher.contains("_CCM_8"), SHORT_TAG);
        add(found, cipher.endsWith("_MD5"), MD5);
    }

    /** What the name of a group gives away. */
    static Set<Weakness> ofGroup(String name) {
        Matcher curve = CURVE.matcher(name);
        return curve.matches() && Integer.parseInt(curve.group(1)) < ENOUGH_BITS
                ? EnumSet.of(SMALL_CURVE)
                : EnumSet.noneOf(Weakness.class);
    }

    /**
     * What the two bytes say, which TLS 1.2 took as a hash and a signature (RFC 5246 §7.4.1.4.1).
     */
    static Set<Weakness> ofScheme(int code) {
        Set<Weakness> found = EnumSet.noneOf(Weakness.class);
        int hash = code >> 8;
        boolean pair = hash >= 1 && hash <= 6;
        add(found, hash == 1, MD5);
        add(found, hash == 2, SHA1);
        add(found, pair && (code & 0xff) == 2, DSA);
        return found;
    }

    private static void add(Set<Weakness> found, boolean there, Weakness weakness) {
        if (there) {
            found.add(weakness);
        }
    }
}
