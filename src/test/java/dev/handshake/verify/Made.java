package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Certificates made for a test, good ones and all kinds of bad ones. */
final class Made {
    static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private static final Random SERIALS = new Random(7);

    private final String name;
    private @Nullable Identity issuer;
    private @Nullable KeyPair key;
    private int from = -10;
    private int until = 90;
    private @Nullable String algorithm;
    private boolean v1;
    private final List<Extension> extensions = new ArrayList<>();

    /** A certificate and its private key. */
    record Identity(X509CertificateHolder certificate, KeyPair key) {
        Bytes der() {
            try {
                return Bytes.of(certificate.getEncoded());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private Made(String name) {
        this.name = name;
    }

    static Made named(String name) {
        return new Made(name);
    }

    /** An authority by itself. */
    static Identity root(String name) {
        return named(name).ca().make();
    }

    static KeyPair ec(String curve) {
        return key("EC", new ECGenParameterSpec(curve));
    }

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", PROVIDER);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair ed25519() {
        return key("Ed25519", null);
    }

    private static KeyPair key(String algorithm, @Nullable ECGenParameterSpec curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, PROVIDER);
            if (curve != null) {
                generator.initialize(curve);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    Made by(Identity authority) {
        issuer = authority;
        return this;
    }

    Made with(KeyPair pair) {
        key = pair;
        return this;
    }

    /** From so many days ahead until so many. */
    Made days(int first, int last) {
        from = first;
        until = last;
        return this;
    }

    Made signedWith(String name) {
        algorithm = name;
        return this;
    }

    /** An X.509 certificate of version 1 has no extensions. */
    Made v1() {
        v1 = true;
        return this;
    }

    Made ca() {
        return extension(Extension.basicConstraints, true, new BasicConstraints(true));
    }

    Made ca(int pathLength) {
        return extension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
    }

    Made noCa() {
        return extension(Extension.basicConstraints, true, new BasicConstraints(false));
    }

    Made dns(String... names) {
        return san(Stream.of(names).map(it -> new GeneralName(GeneralName.dNSName, it)));
    }

    Made ip(String... addresses) {
        return san(Stream.of(addresses).map(it -> new GeneralName(GeneralName.iPAddress, it)));
    }

    private Made san(Stream<GeneralName> names) {
        return extension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(names.toArray(GeneralName[]::new)));
    }

    Made usage(int bits) {
        return extension(Extension.keyUsage, true, new KeyUsage(bits));
    }

    Made purposes(KeyPurposeId... purposes) {
        return extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    }

    /** An extension that nobody knows. */
    Made strange(boolean critical) {
        return extension(new ASN1ObjectIdentifier("1.2.3.4.5.6.7"), critical, DERNull.INSTANCE);
    }

    Made extension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            extensions.add(Extension.create(id, critical, value));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** An extension as it is. */
    Made raw(Extension extension) {
        extensions.add(extension);
        return this;
    }

    Identity make() {
        KeyPair own = key == null ? ec("secp256r1") : key;
        X500Name subject = new X500Name("CN=" + name);
        KeyPair signing = issuer == null ? own : issuer.key;
        X500Name by = issuer == null ? subject : issuer.certificate.getSubject();
        BigInteger serial = new BigInteger(64, SERIALS).add(BigInteger.ONE);
        try {
            ContentSigner signer =
                    new JcaContentSignerBuilder(algorithm == null ? usual(signing) : algorithm)
                            .setProvider(PROVIDER)
                            .build(signing.getPrivate());
            if (v1) {
                return new Identity(
                        new JcaX509v1CertificateBuilder(
                                        by, serial, day(from), day(until), subject, own.getPublic())
                                .build(signer),
                        own);
            }
            JcaX509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            by, serial, day(from), day(until), subject, own.getPublic());
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(signing.getPublic()));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(own.getPublic()));
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
            return new Identity(builder.build(signer), own);
        } catch (OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String usual(KeyPair pair) {
        return switch (pair.getPrivate().getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "Ed25519" -> "Ed25519";
            default -> "SHA256withECDSA";
        };
    }

    private static Date day(int days) {
        return Date.from(Instant.now().plus(days, ChronoUnit.DAYS));
    }
}
