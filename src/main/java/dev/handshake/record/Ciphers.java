package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** Where ciphers come from: Java's own where it has them, else Bouncy Castle's. */
final class Ciphers {
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    /** To look a cipher up costs as much as to decrypt a record with it: one for each thread. */
    private static final ThreadLocal<Map<String, Cipher>> OF_THREAD =
            ThreadLocal.withInitial(HashMap::new);

    private Ciphers() {}

    /**
     * One decryption.
     *
     * @param associated what an AEAD authenticates beside the ciphertext; empty for others
     * @return null where the bytes do not fit the key
     */
    static byte @Nullable [] decrypt(
            String transformation,
            Key key,
            AlgorithmParameterSpec parameters,
            byte[] associated,
            Bytes ciphertext) {
        try {
            Cipher cipher = of(transformation);
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            if (associated.length > 0) {
                cipher.updateAAD(associated);
            }
            return cipher.doFinal(ciphertext.toArray());
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private static Cipher of(String transformation) throws GeneralSecurityException {
        Map<String, Cipher> ciphers = OF_THREAD.get();
        Cipher cipher = ciphers.get(transformation);
        if (cipher == null) {
            cipher =
                    isJava(transformation)
                            ? Cipher.getInstance(transformation)
                            : Cipher.getInstance(transformation, BOUNCY_CASTLE);
            ciphers.put(transformation, cipher);
        }
        return cipher;
    }

    private static boolean isJava(String transformation) {
        return transformation.startsWith("ChaCha20")
                || transformation.startsWith("DES")
                || transformation.equals("AES/GCM/NoPadding")
                || transformation.equals("AES/CBC/NoPadding");
    }
}
