package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import org.jspecify.annotations.Nullable;

/**
 * An algorithm and its parameters (RFC 5280 §4.1.1.2).
 *
 * <pre>
 * AlgorithmIdentifier ::= SEQUENCE {
 *     algorithm               OBJECT IDENTIFIER,
 *     parameters              ANY DEFINED BY algorithm OPTIONAL }
 * </pre>
 *
 * @param parameter the parameters where they are one identifier, such as a curve's; else null
 */
record AlgorithmIdentifier(Oid algorithm, @Nullable Oid parameter) {
    private static final Oid RSASSA_PSS = new Oid("1.2.840.113549.1.1.10");
    private static final Oid MGF1 = new Oid("1.2.840.113549.1.1.8");

    static AlgorithmIdentifier read(FieldReader in, String key) {
        return Der.element(
                in,
                key,
                Der.SEQUENCE,
                identifier -> {
                    Oid algorithm = Der.oid(identifier, "algorithm");
                    return new AlgorithmIdentifier(
                            algorithm, readParameters(identifier, algorithm));
                },
                identifier -> new Value.Text(identifier.algorithm.label()));
    }

    private static @Nullable Oid readParameters(FieldReader in, Oid algorithm) {
        if (Der.nextTag(in) == Der.SEQUENCE && algorithm.equals(RSASSA_PSS)) {
            Der.sequenceOf(in, "rsassa_pss_params", AlgorithmIdentifier::readPss);
            return null;
        }
        if (Der.nextTag(in) == Der.SEQUENCE && algorithm.equals(MGF1)) {
            read(in, "parameters");
            return null;
        }
        if (Der.nextTag(in) == Der.OBJECT_IDENTIFIER) {
            return Der.oid(in, "parameters");
        }
        if (in.hasRemaining()) {
            Der.any(in, "parameters");
        }
        return null;
    }

    /**
     * RFC 4055 §3.1.
     *
     * <pre>
     * RSASSA-PSS-params ::= SEQUENCE {
     *     hashAlgorithm     [0] HashAlgorithm DEFAULT sha1Identifier,
     *     maskGenAlgorithm  [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
     *     saltLength        [2] INTEGER DEFAULT 20,
     *     trailerField      [3] INTEGER DEFAULT 1 }
     * </pre>
     */
    private static int readPss(FieldReader in) {
        int tag = Der.nextTag(in);
        switch (tag) {
            case 0xa0 ->
                    Der.explicit(
                            in, "hash_algorithm", 0, hash -> read(hash, "algorithm_identifier"));
            case 0xa1 ->
                    Der.explicit(
                            in,
                            "mask_gen_algorithm",
                            1,
                            mask -> read(mask, "algorithm_identifier"));
            case 0xa2 -> Der.explicit(in, "salt_length", 2, salt -> Der.integer(salt, "integer"));
            case 0xa3 ->
                    Der.explicit(in, "trailer_field", 3, field -> Der.integer(field, "integer"));
            default -> throw in.badValue("rsassa_pss_params", tag);
        }
        return tag;
    }

    /**
     * A signature made with this algorithm: of ECDSA and DSA two numbers, of others opaque.
     *
     * <pre>
     * ECDSA-Sig-Value ::= SEQUENCE {               /&#42; RFC 3279 §2.2.3; of DSA §2.2.2 &#42;/
     *     r     INTEGER,
     *     s     INTEGER }
     * </pre>
     */
    Bytes readSignature(FieldReader in, String key) {
        String name = algorithm.label();
        boolean twoNumbers = name.startsWith("ecdsa-with") || name.startsWith("dsaWith");
        return Der.bitString(
                in,
                key,
                bits -> {
                    Bytes signature = bits.peekRest();
                    if (twoNumbers) {
                        bits.recovering(signature.length(), AlgorithmIdentifier::readNumbers);
                    } else {
                        bits.rest("contents");
                    }
                    return signature;
                },
                Value.Opaque::new);
    }

    private static Bytes readNumbers(FieldReader in) {
        return Der.sequence(
                in,
                "ecdsa_sig_value",
                numbers -> {
                    Der.integer(numbers, "r", Value.Opaque::new);
                    return Der.integer(numbers, "s", Value.Opaque::new);
                });
    }
}
