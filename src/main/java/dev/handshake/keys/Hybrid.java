package dev.handshake.keys;

import dev.handshake.registry.NamedGroup;
import java.util.Optional;

/**
 * How the key shares and the secret of a hybrid group are put together: two of each, one after the
 * other (draft-ietf-tls-ecdhe-mlkem §4).
 *
 * @param clientSplit bytes of the client's first value
 * @param serverSplit bytes of the server's first value
 * @param secretSplit bytes of the first secret
 */
record Hybrid(String first, String second, int clientSplit, int serverSplit, int secretSplit) {
    private static final int ENCAPSULATION_KEY_768 = 1184;
    private static final int CIPHERTEXT_768 = 1088;

    static Optional<Hybrid> of(NamedGroup group) {
        return switch (group.name()) {
            case "X25519MLKEM768" ->
                    Optional.of(
                            new Hybrid(
                                    "ML-KEM-768",
                                    "X25519",
                                    ENCAPSULATION_KEY_768,
                                    CIPHERTEXT_768,
                                    32));
            case "SecP256r1MLKEM768" ->
                    Optional.of(new Hybrid("secp256r1", "ML-KEM-768", 65, 65, 32));
            case "SecP384r1MLKEM1024" ->
                    Optional.of(new Hybrid("secp384r1", "ML-KEM-1024", 97, 97, 48));
            case "X25519Kyber768Draft00" ->
                    Optional.of(new Hybrid("X25519", "Kyber768", 32, 32, 32));
            default -> Optional.empty();
        };
    }
}
