package dev.handshake.capture.lab;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** A certificate and the private key that belongs to it. */
record Identity(PrivateKey key, X509CertificateHolder certificate) {
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";

    /** Both as PEM, the key in PKCS #8. */
    String pem() {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(KEY, key.getEncoded()));
            writer.writeObject(new PemObject(CERTIFICATE, certificate.getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /** The certificate alone, as PEM. */
    String certificatePem() {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(CERTIFICATE, certificate.getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /**
     * Reads what {@link #pem} wrote.
     *
     * @throws IOException if it is anything else, or the two do not belong together
     */
    static Identity parse(String pem) throws IOException {
        try (PemReader reader = new PemReader(new StringReader(pem))) {
            byte[] key = content(reader, KEY);
            X509CertificateHolder certificate =
                    new X509CertificateHolder(content(reader, CERTIFICATE));
            boolean elliptic =
                    PrivateKeyInfo.getInstance(key)
                            .getPrivateKeyAlgorithm()
                            .getAlgorithm()
                            .equals(X9ObjectIdentifiers.id_ecPublicKey);
            Identity identity =
                    new Identity(
                            KeyFactory.getInstance(elliptic ? "EC" : "RSA")
                                    .generatePrivate(new PKCS8EncodedKeySpec(key)),
                            certificate);
            identity.checkKey();
            return identity;
        } catch (GeneralSecurityException | RuntimeException e) {
            // The ASN.1 reader throws many a RuntimeException for what is not ASN.1.
            throw new IOException(e);
        }
    }

    private static byte[] content(PemReader reader, String type) throws IOException {
        PemObject object = reader.readPemObject();
        if (object == null || !object.getType().equals(type)) {
            throw new IOException("no " + type);
        }
        return object.getContent();
    }

    /** A signature by the key must be one of the certificate's. */
    private void checkKey() throws GeneralSecurityException {
        byte[] anything = {1, 2, 3};
        Signature signature = Signature.getInstance(signatureAlgorithm());
        signature.initSign(key);
        signature.update(anything);
        byte[] signed = signature.sign();
        signature.initVerify(
                new JcaX509CertificateConverter().getCertificate(certificate).getPublicKey());
        signature.update(anything);
        if (!signature.verify(signed)) {
            throw new CertificateException("another key");
        }
    }

    /** With what this identity signs, in Java's words. */
    String signatureAlgorithm() {
        return signatureAlgorithm(key);
    }

    static String signatureAlgorithm(PrivateKey key) {
        return isRsa(key) ? "SHA256withRSA" : "SHA256withECDSA";
    }

    /** The pair of keys, to be certified in another way. */
    KeyPair keys() throws CertificateException {
        return new KeyPair(
                new JcaX509CertificateConverter().getCertificate(certificate).getPublicKey(), key);
    }

    boolean isRsa() {
        return isRsa(key);
    }

    private static boolean isRsa(PrivateKey key) {
        return key.getAlgorithm().equals("RSA");
    }
}
