package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import dev.handshake.message.PublicKeyInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates as Java reads them; those whose keys Java does not know, as Bouncy Castle does. */
final class Certificates {
    private static final int LONGEST = 200;

    /** Loaded only when it is needed: for curves that Java has not. */
    private static final class Other {
        static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    }

    /** Whether a key made a signature. */
    enum Fit {
        SIGNED,
        NOT_SIGNED,
        UNKNOWN_ALGORITHM
    }

    private Certificates() {}

    /**
     * @throws CertificateException if it is no certificate
     */
    static X509Certificate parse(Bytes der) throws CertificateException {
        try {
            return read(der, CertificateFactory.getInstance("X.509"));
        } catch (CertificateException e) {
            if (!hasOtherKey(der)) {
                throw e;
            }
            return whole(read(der, CertificateFactory.getInstance("X.509", Other.PROVIDER)));
        }
    }

    /**
     * The key of a certificate, or a key that was sent in place of one (RFC 7250 §3).
     *
     * @throws CertificateException if it is neither
     */
    static PublicKey key(Bytes der) throws CertificateException {
        if (!PublicKeyInfo.begins(der)) {
            return parse(der).getPublicKey();
        }
        try {
            return new JcaPEMKeyConverter()
                    .getPublicKey(SubjectPublicKeyInfo.getInstance(der.toArray()));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new CertificateException(e);
        }
    }

    /** Bouncy Castle reads most of a certificate only when it is asked for it. */
    private static X509Certificate whole(X509Certificate certificate) throws CertificateException {
        try {
            Objects.requireNonNull(certificate.getPublicKey());
            Objects.requireNonNull(certificate.getIssuerX500Principal());
            Objects.requireNonNull(certificate.getSubjectX500Principal());
            Objects.requireNonNull(certificate.getNotBefore());
            Objects.requireNonNull(certificate.getNotAfter());
            certificate.getSubjectAlternativeNames();
            certificate.getExtendedKeyUsage();
            certificate.getKeyUsage();
            certificate.getBasicConstraints();
            return certificate;
        } catch (RuntimeException e) {
            // What it throws then is not told.
            throw new CertificateException(e);
        }
    }

    private static X509Certificate read(Bytes der, CertificateFactory factory)
            throws CertificateException {
        ByteArrayInputStream in = new ByteArrayInputStream(der.toArray());
        if (factory.generateCertificate(in) instanceof X509Certificate certificate) {
            return certificate;
        }
        throw new CertificateException("not X.509");
    }

    /** RSA keys that Java refuses are refused: Bouncy Castle would take its time over them. */
    private static boolean hasOtherKey(Bytes der) {
        try {
            return !new X509CertificateHolder(der.toArray())
                    .getSubjectPublicKeyInfo()
                    .getAlgorithm()
                    .getAlgorithm()
                    .equals(PKCSObjectIdentifiers.rsaEncryption);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the issuer's key made the signature under the subject. */
    static Fit fit(X509Certificate subject, X509Certificate issuer) {
        PublicKey key = issuer.getPublicKey();
        try {
            subject.verify(key);
            return Fit.SIGNED;
        } catch (NoSuchAlgorithmException e) {
            return otherFit(subject, issuer);
        } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
            // Java reads keys on more curves than it can compute with.
            return key instanceof RSAKey ? Fit.NOT_SIGNED : otherFit(subject, issuer);
        }
    }

    private static Fit otherFit(X509Certificate subject, X509Certificate issuer) {
        try {
            subject.verify(issuer.getPublicKey(), Other.PROVIDER);
            return Fit.SIGNED;
        } catch (NoSuchAlgorithmException e) {
            return Fit.UNKNOWN_ALGORITHM;
        } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
            return Fit.NOT_SIGNED;
        }
    }

    static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
    }

    /** Whether both certify the same name and the same key. */
    static boolean isSameEntity(X509Certificate one, X509Certificate other) {
        return one.getSubjectX500Principal().equals(other.getSubjectX500Principal())
                && one.getPublicKey().equals(other.getPublicKey());
    }

    static boolean isValid(X509Certificate certificate, Instant at) {
        return !at.isBefore(certificate.getNotBefore().toInstant())
                && !at.isAfter(certificate.getNotAfter().toInstant());
    }

    /**
     * The DER inside an extension, if the certificate has it.
     *
     * @param oid dotted
     */
    static Optional<Bytes> extension(X509Certificate certificate, String oid) {
        byte[] value = certificate.getExtensionValue(oid);
        try {
            return Optional.ofNullable(value)
                    .map(it -> Bytes.of(ASN1OctetString.getInstance(it).getOctets()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The common name; the whole name where it has none. Not longer than a sentence can bear. */
    static String shortName(X500Principal name) {
        return cut(commonName(name));
    }

    private static String commonName(X500Principal name) {
        try {
            RDN[] names = X500Name.getInstance(name.getEncoded()).getRDNs(BCStyle.CN);
            return names.length == 0
                    ? name.getName()
                    : IETFUtils.valueToString(names[names.length - 1].getFirst().getValue());
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Java is not as strict with a name as Bouncy Castle is.
            return name.getName();
        }
    }

    static String shortName(X509Certificate certificate) {
        return shortName(certificate.getSubjectX500Principal());
    }

    /** As much of a text from the wire as a sentence can bear. */
    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
