package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.KeyRing;
import dev.handshake.registry.ProtocolVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a server's RSA key, which opens what clients encrypted for it (RFC 5246 §7.4.7.1): PEM (RFC
 * 7468; PKCS#1, PKCS#8, encrypted or not) or PKCS#12 (RFC 7292), or PKCS#8 without armour.
 */
public final class PrivateKeys {
    private static final int PRE_MASTER_SECRET = 48;
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private PrivateKeys() {}

    /** The file is protected, and what was given does not open it. */
    public static final class PasswordNeeded extends BadInput {
        private static final long serialVersionUID = 1;

        PasswordNeeded(String key, String file) {
            super(key, file);
        }
    }

    /**
     * Reads every RSA key of a file into a ring.
     *
     * @param password opens an encrypted one; null if there is none
     * @return how many keys were found
     * @throws PasswordNeeded if the file is protected and the password is missing or wrong
     * @throws BadInput if there is no RSA key in it
     */
    public static int read(Path file, char @Nullable [] password, KeyRing into) throws BadInput {
        return read(KeyFile.content(file), CaptureFile.name(file), password, into);
    }

    static int read(byte[] content, String name, char @Nullable [] password, KeyRing into)
            throws BadInput {
        List<PrivateKey> keys;
        try {
            keys =
                    KeyFile.isArmoured(content)
                            ? armoured(content, name, password)
                            : bare(content, name, password);
        } catch (IOException
                | OperatorCreationException
                | GeneralSecurityException
                | RuntimeException e) {
            // What is hostile or damaged makes the parsers throw whatever they like.
            throw new BadInput("capture.keys.damaged", name);
        }
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

    // -- PEM

    private static List<PrivateKey> armoured(
            byte[] content, String name, char @Nullable [] password)
            throws IOException, OperatorCreationException, BadInput {
        List<PrivateKey> keys = new ArrayList<>();
        String text = Bytes.wrap(content).latin1();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter().setProvider(PROVIDER);
            for (Object object = parser.readObject();
                    object != null;
                    object = parser.readObject()) {
                switch (object) {
                    case PEMKeyPair pair ->
                            keys.add(converter.getPrivateKey(pair.getPrivateKeyInfo()));
                    case PrivateKeyInfo info -> keys.add(converter.getPrivateKey(info));
                    case PEMEncryptedKeyPair pair ->
                            keys.add(
                                    converter.getPrivateKey(
                                            opened(pair, name, needed(password, name))));
                    case PKCS8EncryptedPrivateKeyInfo info ->
                            keys.add(
                                    converter.getPrivateKey(
                                            opened(info, name, needed(password, name))));
                    // Certificates and parameters often stand beside the key.
                    default -> {}
                }
            }
        }
        return keys;
    }

    private static char[] needed(char @Nullable [] password, String name) throws PasswordNeeded {
        if (password == null) {
            throw new PasswordNeeded("capture.keys.password", name);
        }
        return password;
    }

    private static PrivateKeyInfo opened(PEMEncryptedKeyPair pair, String name, char[] password)
            throws IOException, PasswordNeeded {
        try {
            var decryptor =
                    new JcePEMDecryptorProviderBuilder().setProvider(PROVIDER).build(password);
            return pair.decryptKeyPair(decryptor).getPrivateKeyInfo();
        } catch (PEMException e) {
            throw new PasswordNeeded("capture.keys.wrong_password", name);
        }
    }

    private static PrivateKeyInfo opened(
            PKCS8EncryptedPrivateKeyInfo info, String name, char[] password)
            throws OperatorCreationException, PasswordNeeded {
        try {
            var decryptor =
                    new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(PROVIDER)
                            .build(password);
            return info.decryptPrivateKeyInfo(decryptor);
        } catch (PKCSException e) {
            throw new PasswordNeeded("capture.keys.wrong_password", name);
        }
    }

    // -- PKCS#12, and PKCS#8 as it is

    private static List<PrivateKey> bare(byte[] content, String name, char @Nullable [] password)
            throws IOException, GeneralSecurityException, PasswordNeeded {
        Optional<PrivateKey> key = pkcs8(content);
        if (key.isPresent()) {
            return List.of(key.get());
        }
        char[] word = password == null ? new char[0] : password;
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(content), word);
            List<PrivateKey> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                Key entry = store.getKey(alias, word);
                if (entry instanceof PrivateKey found) {
                    keys.add(found);
                }
            }
            return keys;
        } catch (UnrecoverableKeyException e) {
            throw wrong(password, name);
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw wrong(password, name);
            }
            throw e;
        }
    }

    private static PasswordNeeded wrong(char @Nullable [] password, String name) {
        return new PasswordNeeded(
                password == null ? "capture.keys.password" : "capture.keys.wrong_password", name);
    }

    private static Optional<PrivateKey> pkcs8(byte[] content) {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(content);
            return Optional.ofNullable(BouncyCastleProvider.getPrivateKey(info));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    // -- what a key does

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
