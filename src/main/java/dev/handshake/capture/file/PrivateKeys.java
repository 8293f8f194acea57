package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.KeyBundle;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.PasswordNeeded;
import dev.handshake.capture.UserFile;
import dev.handshake.registry.ProtocolVersion;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads a server's RSA key, which opens what clients encrypted for it (RFC 5246 §7.4.7.1), out of
 * any {@link KeyBundle}.
 */
public final class PrivateKeys {
    private static final int PRE_MASTER_SECRET = 48;
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private PrivateKeys() {}

    /**
     * Reads every RSA key of a file into a ring.
     *
     * @param password opens an encrypted one; null if there is none
     * @return how many keys were found
     * @throws PasswordNeeded if the file is protected and the password is missing or wrong
     * @throws BadInput if there is no RSA key in it
     */
    public static int read(Path file, char @Nullable [] password, KeyRing into) throws BadInput {
        String name = UserFile.name(file);
        List<PrivateKey> keys = KeyBundle.read(file, password).keys();
        if (keys.isEmpty()) {
            throw new BadInput("capture.keys.no_key", name);
        }
        List<RSAPrivateKey> found =
                keys.stream()
                        .filter(RSAPrivateKey.class::isInstance)
                        .map(RSAPrivateKey.class::cast)
                        .toList();
        if (found.isEmpty()) {
            throw new BadInput("capture.keys.not_rsa", name);
        }
        for (RSAPrivateKey key : found) {
            into.add((Bytes encrypted, ProtocolVersion offered) ->
                    decrypted(key, encrypted, offered));
        }
        return found.size();
    }

    /** Empty where the padding or the version inside tells that the key is another. */
    private static Optional<Bytes> decrypted(
            RSAPrivateKey key, Bytes encrypted, ProtocolVersion offered) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding", PROVIDER);
            cipher.init(Cipher.DECRYPT_MODE, key);
            Bytes secret = Bytes.wrap(cipher.doFinal(encrypted.toArray()));
            boolean whole = secret.length() == PRE_MASTER_SECRET;
            // Some clients put the version there that was chosen (RFC 5246 §7.4.7.1).
            boolean known =
                    whole
                            && (secret.number(0, 2) == offered.code()
                                    || (secret.at(0) == 3 && secret.at(1) <= 4));
            return known ? Optional.of(secret) : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
