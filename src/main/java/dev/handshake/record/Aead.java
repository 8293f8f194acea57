package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jcajce.spec.AEADParameterSpec;
import org.jspecify.annotations.Nullable;

/** A cipher that authenticates what it encrypts, with its key. */
final class Aead {
    private final Protection.Mode mode;
    private final String transformation;
    private final int tagLength;
    private final Key key;

    Aead(Protection protection, Bytes key) {
        this.mode = protection.mode();
        this.tagLength = protection.tagLength();
        String cipher = protection.cipher().javaName();
        this.transformation =
                switch (mode) {
                    case GCM -> cipher + "/GCM/NoPadding";
                    case CCM -> cipher + "/CCM/NoPadding";
                    case POLY1305 -> "ChaCha20-Poly1305";
                    case CBC, STREAM -> throw new IllegalArgumentException(mode + " is no AEAD");
                };
        this.key = new SecretKeySpec(key.toArray(), cipher);
    }

    int tagLength() {
        return tagLength;
    }

    /** The plaintext; null unless the tag verifies. */
    @Nullable Bytes open(byte[] nonce, byte[] associated, Bytes ciphertext) {
        if (ciphertext.length() < tagLength) {
            return null;
        }
        AlgorithmParameterSpec parameters =
                switch (mode) {
                    case GCM -> new GCMParameterSpec(tagLength * 8, nonce);
                    case CCM -> new AEADParameterSpec(nonce, tagLength * 8);
                    default -> new IvParameterSpec(nonce);
                };
        byte[] plain = Ciphers.decrypt(transformation, key, parameters, associated, ciphertext);
        return plain == null ? null : Bytes.wrap(plain);
    }
}
