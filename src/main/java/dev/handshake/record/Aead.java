package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Optional;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jcajce.spec.AEADParameterSpec;

/** A cipher that authenticates what it encrypts, with its key. */
record Aead(Protection protection, Bytes key) {
    Optional<Bytes> open(byte[] nonce, Bytes associated, Bytes ciphertext) {
        int tagBits = protection.tagLength() * 8;
        String cipher = protection.cipher();
        return switch (protection.mode()) {
            case GCM ->
                    run(
                            cipher + "/GCM/NoPadding",
                            new GCMParameterSpec(tagBits, nonce),
                            associated,
                            ciphertext);
            case CCM ->
                    run(
                            cipher + "/CCM/NoPadding",
                            new AEADParameterSpec(nonce, tagBits),
                            associated,
                            ciphertext);
            case POLY1305 ->
                    run("ChaCha20-Poly1305", new IvParameterSpec(nonce), associated, ciphertext);
            case CBC -> throw new IllegalStateException("CBC is no AEAD");
        };
    }

    private Optional<Bytes> run(
            String transformation,
            AlgorithmParameterSpec parameters,
            Bytes associated,
            Bytes ciphertext) {
        return RecordCipher.decrypt(
                transformation,
                new SecretKeySpec(key.toArray(), protection.cipher()),
                parameters,
                associated,
                ciphertext);
    }
}
