package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import dev.handshake.record.Hash;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;

/**
 * Signatures of TLS 1.1 and before (RFC 4346 §4.7).
 *
 * <pre>
 * digitally-signed struct {                       /&#42; RSA: PKCS #1 block type 1, no DigestInfo &#42;/
 *     opaque md5_hash[16];
 *     opaque sha_hash[20];
 * };
 * digitally-signed struct {                       /&#42; DSA, ECDSA (RFC 4492 §5.4) &#42;/
 *     opaque sha_hash[20];
 * };
 * </pre>
 */
final class OldSignature {
    private OldSignature() {}

    /** The digests that a key of this kind signs. */
    static String name(PublicKey key) {
        return key instanceof RSAKey ? "MD5+SHA1" : "SHA1";
    }

    static boolean verifies(PublicKey key, Bytes signed, Bytes signature)
            throws GeneralSecurityException {
        return key instanceof RSAKey ? rsa(key, signed, signature) : other(key, signed, signature);
    }

    private static boolean rsa(PublicKey key, Bytes signed, Bytes signature)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.DECRYPT_MODE, key);
        try {
            return Bytes.of(cipher.doFinal(signature.toArray()))
                    .equals(Bytes.concat(Hash.MD5.of(signed), Hash.SHA1.of(signed)));
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            return false;
        }
    }

    private static boolean other(PublicKey key, Bytes signed, Bytes signature)
            throws GeneralSecurityException {
        Signature verifier =
                Signature.getInstance(
                        key.getAlgorithm().equals("EC") ? "SHA1withECDSA" : "SHA1withDSA");
        verifier.initVerify(key);
        verifier.update(signed.toArray());
        try {
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
