package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public key (RFC 5280 §4.1.2.7; RFC 3279 §2.3).
 *
 * <pre>
 * SubjectPublicKeyInfo ::= SEQUENCE {
 *     algorithm            AlgorithmIdentifier,
 *     subjectPublicKey     BIT STRING }
 * </pre>
 *
 * @param size bits; 0 where the algorithm has no size, or the key does not tell
 * @param curve the curve's name, or empty
 */
public record PublicKeyInfo(String algorithm, int size, String curve) {
    private static final Oid RSA = new Oid("1.2.840.113549.1.1.1");
    private static final Oid RSASSA_PSS = new Oid("1.2.840.113549.1.1.10");
    private static final Oid EC = new Oid("1.2.840.10045.2.1");

    /** The size of a curve is in its name: secp256r1, brainpoolP384r1. */
    private static final Pattern CURVE_SIZE = Pattern.compile("\\d{3}");

    /**
     * Whether these bytes are a key and no certificate: the first thing in them is an algorithm's
     * identifier, where a certificate has its version or number.
     */
    public static boolean begins(Bytes der) {
        return FieldReader.readQuietly(
                                der,
                                "key",
                                in ->
                                        Der.sequence(
                                                in,
                                                "key",
                                                key -> {
                                                    AlgorithmIdentifier.read(key, "algorithm");
                                                    return key.rest("key").length();
                                                }))
                        .result()
                != null;
    }

    public static PublicKeyInfo read(FieldReader in, String key) {
        return Der.element(
                in,
                key,
                Der.SEQUENCE,
                PublicKeyInfo::readMembers,
                info -> new Value.Text(info.text()));
    }

    private static PublicKeyInfo readMembers(FieldReader in) {
        AlgorithmIdentifier identifier = AlgorithmIdentifier.read(in, "algorithm");
        Oid algorithm = identifier.algorithm();
        if (algorithm.equals(RSA) || algorithm.equals(RSASSA_PSS)) {
            String name = algorithm.equals(RSA) ? "RSA" : "RSASSA-PSS";
            return new PublicKeyInfo(name, readRsa(in), "");
        }
        if (algorithm.equals(EC)) {
            Der.bitString(in, "subject_public_key", PublicKeyInfo::readPoint, Value.Opaque::new);
            String curve = identifier.parameter() == null ? "" : identifier.parameter().label();
            Matcher size = CURVE_SIZE.matcher(curve);
            boolean named =
                    identifier.parameter() != null && identifier.parameter().name().isPresent();
            return new PublicKeyInfo(
                    "EC", named && size.find() ? Integer.parseInt(size.group()) : 0, curve);
        }
        Der.bitString(in, "subject_public_key");
        return new PublicKeyInfo(algorithm.label(), 0, "");
    }

    /**
     * {@code ECPoint ::= OCTET STRING} (RFC 5480 §2.2, SEC 1 §2.3.3): how it is written, then x,
     * and y where it is not left to be computed.
     */
    private static Bytes readPoint(FieldReader in) {
        Bytes point = in.peekRest();
        int coordinates = point.length() - 1;
        int form = point.isEmpty() ? 0 : point.at(0);
        if (coordinates < 1 || form < 2 || form > 4 || (form == 4 && coordinates % 2 != 0)) {
            return in.rest("contents");
        }
        in.number("point_form", 1, PublicKeyInfo::formName);
        in.opaque("x", form == 4 ? coordinates / 2 : coordinates);
        if (form == 4) {
            in.rest("y");
        }
        return point;
    }

    private static Value formName(long form) {
        return Value.Coded.octet(form == 4 ? "uncompressed" : "compressed", form);
    }

    /** {@code RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }}. */
    private static int readRsa(FieldReader in) {
        return Der.bitString(
                in,
                "subject_public_key",
                bits ->
                        Optional.ofNullable(
                                        bits.recovering(
                                                bits.remaining(),
                                                rsa ->
                                                        Der.sequence(
                                                                rsa,
                                                                "rsa_public_key",
                                                                PublicKeyInfo::readModulus)))
                                .orElse(0),
                _ -> new Value.Struct());
    }

    private static int readModulus(FieldReader in) {
        Bytes modulus = Der.integer(in, "modulus");
        Der.integer(in, "public_exponent");
        return Der.signed(modulus).bitLength();
    }

    private String text() {
        if (!curve.isEmpty()) {
            return algorithm + " " + curve;
        }
        return size == 0 ? algorithm : algorithm + " " + size;
    }
}
