package dev.handshake.message.extension;

import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.SignatureScheme;
import java.util.List;

/** signature_algorithms (RFC 9846 §4.3.3). */
public record SignatureAlgorithms(List<SignatureScheme> algorithms) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.SIGNATURE_ALGORITHMS;
    }
}
