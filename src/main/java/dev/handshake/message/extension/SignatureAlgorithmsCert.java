package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.SignatureScheme;
import java.util.List;

/**
 * signature_algorithms_cert (RFC 9846 §4.3.3).
 *
 * <pre>
 * struct {
 *     SignatureScheme supported_signature_algorithms&lt;2..2^16-2&gt;;
 * } SignatureSchemeList;
 * </pre>
 */
public record SignatureAlgorithmsCert(List<SignatureScheme> algorithms) implements Extension {
    static SignatureAlgorithmsCert read(FieldReader in) {
        return new SignatureAlgorithmsCert(SignatureAlgorithms.readList(in));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SIGNATURE_ALGORITHMS_CERT;
    }

    @Override
    public Value value() {
        return new Value.Items(algorithms.size());
    }
}
