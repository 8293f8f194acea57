package dev.handshake.capture;

import dev.handshake.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/**
 * What a file of keys holds: PEM (RFC 7468; PKCS#1, PKCS#8, encrypted or not) or PKCS#12 (RFC
 * 7292), or PKCS#8 without armour.
 *
 * @param certificates DER, in the order of the file, each once
 */
public record KeyBundle(List<PrivateKey> keys, List<Bytes> certificates) {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final String ARMOUR = "-----BEGIN ";

    public KeyBundle {
        keys = List.copyOf(keys);
        certificates = certificates.stream().distinct().toList();
    }

    /**
     * Reads a file.
     *
     * @param password opens what is protected; null if there is none
     * @throws PasswordNeeded if a key is protected and the password is missing or wrong
     * @throws BadInput if it cannot be read or is damaged
     */
    public static KeyBundle read(Path file, char @Nullable [] password) throws BadInput {
        byte[] content = UserFile.keys(file);
        String name = UserFile.name(file);
        try {
            return isArmoured(content)
                    ? armoured(content, name, password)
                    : bare(content, name, password);
        } catch (IOException
                | OperatorCreationException
                | GeneralSecurityException
                | RuntimeException e) {
            // What is hostile or damaged makes the parsers throw whatever they like.
            throw new BadInput("capture.keys.damaged", name);
        }
    }

    /** Whether there is an armour in it, behind remarks perhaps. */
    public static boolean isArmoured(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.startsWith(ARMOUR) || text.contains("\n" + ARMOUR);
    }

    // -- PEM

    private static KeyBundle armoured(byte[] content, String name, char @Nullable [] password)
            throws IOException, OperatorCreationException, BadInput {
        List<PrivateKey> keys = new ArrayList<>();
        List<Bytes> certificates = new ArrayList<>();
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
                    // Parameters often stand beside the key.
                    default -> certificate(object).ifPresent(certificates::add);
                }
            }
        }
        return new KeyBundle(keys, certificates);
    }

    /** The certificates alone; keys beside them stay closed. */
    static List<Bytes> armouredCertificates(byte[] content) throws IOException {
        List<Bytes> certificates = new ArrayList<>();
        String text = Bytes.wrap(content).latin1();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object object = parser.readObject();
                    object != null;
                    object = parser.readObject()) {
                certificate(object).ifPresent(certificates::add);
            }
        }
        return certificates;
    }

    private static Optional<Bytes> certificate(Object object) {
        try {
            return switch (object) {
                case X509CertificateHolder certificate ->
                        Optional.of(Bytes.wrap(certificate.getEncoded()));
                case X509TrustedCertificateBlock block ->
                        Optional.of(Bytes.wrap(block.getCertificateHolder().getEncoded()));
                default -> Optional.empty();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static KeyBundle bare(byte[] content, String name, char @Nullable [] password)
            throws IOException, GeneralSecurityException, PasswordNeeded {
        Optional<PrivateKey> bare = pkcs8(content);
        if (bare.isPresent()) {
            return new KeyBundle(List.of(bare.get()), List.of());
        }
        char[] word = password == null ? new char[0] : password;
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(content), word);
            List<PrivateKey> keys = new ArrayList<>();
            List<Bytes> certificates = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                Key entry = store.getKey(alias, word);
                if (entry instanceof PrivateKey found) {
                    keys.add(found);
                }
                Certificate @Nullable [] chain = store.getCertificateChain(alias);
                Certificate @Nullable [] alone = {store.getCertificate(alias)};
                for (Certificate certificate : chain == null ? alone : chain) {
                    if (certificate != null) {
                        certificates.add(Bytes.wrap(certificate.getEncoded()));
                    }
                }
            }
            return new KeyBundle(keys, certificates);
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

    /** Does not show the keys. */
    @Override
    public String toString() {
        return "KeyBundle[%d keys, %d certificates]".formatted(keys.size(), certificates.size());
    }
}
