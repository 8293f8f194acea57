package dev.handshake.message;

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
    static AlgorithmIdentifier read(FieldReader in, String key) {
        return Der.element(
                in,
                key,
                Der.SEQUENCE,
                identifier ->
                        new AlgorithmIdentifier(
                                Der.oid(identifier, "algorithm"), readParameters(identifier)),
                identifier -> new Value.Text(identifier.algorithm.label()));
    }

    private static @Nullable Oid readParameters(FieldReader in) {
        if (Der.nextTag(in) == Der.OBJECT_IDENTIFIER) {
            return Der.oid(in, "parameters");
        }
        if (in.hasRemaining()) {
            Der.any(in, "parameters");
        }
        return null;
    }
}
