package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.SignatureScheme;
import java.util.List;

/**
 * signature_algorithms (RFC 9846 §4.3.3).
 *
 * <pre>
 * struct {
 *     SignatureScheme supported_signature_algorithms&lt;2..2^16-2&gt;;
 * } SignatureSchemeList;
 * </pre>
 */
public record SignatureAlgorithms(List<SignatureScheme> algorithms) implements Extension {
    static SignatureAlgorithms read(FieldReader in) {
        return new SignatureAlgorithms(readList(in));
    }

    /** The vector, as the TLS 1.2 CertificateRequest has it too. */
    public static List<SignatureScheme> readList(FieldReader in) {
        return in.list(
                "supported_signature_algorithms",
                2,
                2,
                scheme -> scheme.code16("signature_scheme", SignatureScheme::new));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SIGNATURE_ALGORITHMS;
    }

    @Override
    public Value value() {
        return new Value.Items(algorithms.size());
    }
}
