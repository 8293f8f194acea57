package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The keys of one direction and epoch at work. */
sealed interface RecordCipher permits AeadCipher12, AeadCipher13, CbcCipher12 {
    /**
     * Decrypts a record.
     *
     * @param sequence its number under these keys, from 0
     * @return the plaintext; empty unless the tag or MAC verifies
     */
    Optional<Bytes> open(long sequence, RawRecord record);

    /** {@code uint64 seq_num; ContentType type; ProtocolVersion version; uint16 length;}. */
    static Bytes header12(long sequence, RawRecord record, int length) {
        byte[] header = new byte[13];
        putLong(header, 0, sequence);
        header[8] = (byte) record.type().code();
        header[9] = (byte) (record.version().code() >> 8);
        header[10] = (byte) record.version().code();
        header[11] = (byte) (length >> 8);
        header[12] = (byte) length;
        return Bytes.of(header);
    }

    /** The nonce of ChaCha20 and TLS 1.3: the IV, its last eight bytes XORed with the number. */
    static byte[] nonce(Bytes iv, long sequence) {
        byte[] number = new byte[iv.length()];
        putLong(number, iv.length() - 8, sequence);
        byte[] nonce = iv.toArray();
        for (int i = 0; i < nonce.length; i++) {
            nonce[i] ^= number[i];
        }
        return nonce;
    }

    private static void putLong(byte[] array, int at, long number) {
        for (int i = 0; i < 8; i++) {
            array[at + i] = (byte) (number >> (56 - 8 * i));
        }
    }

    /** One decryption; empty where the bytes do not fit the keys. */
    static Optional<Bytes> decrypt(
            String transformation,
            Key key,
            AlgorithmParameterSpec parameters,
            Bytes associated,
            Bytes ciphertext) {
        try {
            Cipher cipher = Ciphers.of(transformation);
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            if (!associated.isEmpty()) {
                cipher.updateAAD(associated.toArray());
            }
            return Optional.of(Bytes.of(cipher.doFinal(ciphertext.toArray())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Where ciphers come from: Java's own where it has them, else Bouncy Castle's. */
    final class Ciphers {
        private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

        private Ciphers() {}

        static Cipher of(String transformation) throws GeneralSecurityException {
            boolean own =
                    transformation.startsWith("ChaCha20")
                            || (transformation.startsWith("AES/")
                                    && !transformation.startsWith("AES/CCM"));
            return own
                    ? Cipher.getInstance(transformation)
                    : Cipher.getInstance(transformation, BOUNCY_CASTLE);
        }
    }
}
