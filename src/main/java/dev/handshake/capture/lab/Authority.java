package dev.handshake.capture.lab;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes the lab's certificates as a public authority would (RFC 5280), and vouches for them (OCSP,
 * RFC 6960). Their addresses end in {@code .invalid}: nobody is ever asked there.
 */
final class Authority {
    /** Authorities are older than what they sign: even than what has expired already. */
    static final Duration AGE = Duration.ofDays(2 * 365);

    private static final Duration ROOT_LIFE = Duration.ofDays(20 * 365);
    private static final Duration ISSUING_LIFE = Duration.ofDays(10 * 365);

    /** Public authorities may give a server's certificate at most 200 days since March 2026. */
    private static final Duration SERVER_LIFE = Duration.ofDays(180);

    private static final Duration RESPONSE_LIFE = Duration.ofDays(7);
    private static final Duration SINCE_REVOKED = Duration.ofDays(3);

    /** CA/Browser Forum: the owner has proved control of the domain. */
    private static final ASN1ObjectIdentifier DOMAIN_VALIDATED =
            new ASN1ObjectIdentifier("2.23.140.1.2.1");

    private static final int NO_CHILD_AUTHORITIES = 0;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Authority(Clock clock) {
        this.clock = clock;
    }

    /** The same authority at another time: what it makes begins so much later, or earlier. */
    Authority in(Duration time) {
        return new Authority(Clock.offset(clock, time));
    }

    Identity root() throws GeneralSecurityException, IOException {
        return root("TLS Handshake Lab Root R1");
    }

    Identity root(String commonName) throws GeneralSecurityException, IOException {
        KeyPair keys = p256();
        X500Name name = name(commonName);
        X509v3CertificateBuilder draft = draft(name, name, keys, now().minus(AGE), ROOT_LIFE);
        draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        draft.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        draft.addExtension(Extension.subjectKeyIdentifier, false, keyId(keys));
        return new Identity(
                keys.getPrivate(), draft.build(signer("SHA256withECDSA", keys.getPrivate())));
    }

    Identity issuing(Identity root) throws GeneralSecurityException, IOException {
        return issuing(root, "TLS Handshake Lab Issuing CA 1", List.of());
    }

    /**
     * An authority below the root.
     *
     * @param domains those for which alone it may issue (RFC 5280 §4.2.1.10); none for all
     */
    Identity issuing(Identity root, String commonName, List<String> domains)
            throws GeneralSecurityException, IOException {
        KeyPair keys = p256();
        X509v3CertificateBuilder draft =
                draft(
                        root.certificate().getSubject(),
                        name(commonName),
                        keys,
                        now().minus(AGE),
                        ISSUING_LIFE);
        draft.addExtension(
                Extension.basicConstraints, true, new BasicConstraints(NO_CHILD_AUTHORITIES));
        // It signs OCSP responses itself, which is a digital signature.
        draft.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign | KeyUsage.cRLSign));
        draft.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        if (!domains.isEmpty()) {
            draft.addExtension(
                    Extension.nameConstraints,
                    true,
                    new NameConstraints(
                            names(domains).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new),
                            null));
        }
        draft.addExtension(Extension.authorityInfoAccess, false, access("root-r1", "root-r1"));
        addIssuer(draft, keys, root);
        return new Identity(
                keys.getPrivate(), draft.build(signer(root.signatureAlgorithm(), root.key())));
    }

    /** A certificate for the names, the first of which is also its subject's common name. */
    Identity server(Identity issuing, KeyPair keys, List<String> names)
            throws GeneralSecurityException, IOException {
        return server(issuing, keys, names, issuing.signatureAlgorithm());
    }

    /** The same, signed as the algorithm (in Java's words) says. */
    Identity server(Identity issuing, KeyPair keys, List<String> names, String algorithm)
            throws GeneralSecurityException, IOException {
        X509v3CertificateBuilder draft =
                leaf(issuing.certificate().getSubject(), common(names.getFirst()), keys);
        draft.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        draft.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
        draft.addExtension(
                Extension.certificatePolicies,
                false,
                new CertificatePolicies(new PolicyInformation(DOMAIN_VALIDATED)));
        draft.addExtension(
                Extension.authorityInfoAccess, false, access("issuing-ca-1", "issuing-ca-1"));
        addIssuer(draft, keys, issuing);
        return new Identity(keys.getPrivate(), draft.build(signer(algorithm, issuing.key())));
    }

    /** A certificate for which nobody vouches but itself. */
    Identity selfSigned(KeyPair keys, List<String> names)
            throws GeneralSecurityException, IOException {
        X500Name name = common(names.getFirst());
        X509v3CertificateBuilder draft = leaf(name, name, keys);
        draft.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
        draft.addExtension(Extension.subjectKeyIdentifier, false, keyId(keys));
        return new Identity(
                keys.getPrivate(),
                draft.build(
                        signer(Identity.signatureAlgorithm(keys.getPrivate()), keys.getPrivate())));
    }

    /** A certificate with which a client says who it is. */
    Identity client(Identity issuing, KeyPair keys, String commonName)
            throws GeneralSecurityException, IOException {
        X509v3CertificateBuilder draft =
                leaf(issuing.certificate().getSubject(), common(commonName), keys);
        draft.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        addIssuer(draft, keys, issuing);
        return new Identity(
                keys.getPrivate(),
                draft.build(signer(issuing.signatureAlgorithm(), issuing.key())));
    }

    private X509v3CertificateBuilder leaf(X500Name issuer, X500Name subject, KeyPair keys)
            throws IOException {
        X509v3CertificateBuilder draft = draft(issuer, subject, keys, now(), SERVER_LIFE);
        boolean rsa = keys.getPublic().getAlgorithm().equals("RSA");
        draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        draft.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(KeyUsage.digitalSignature | (rsa ? KeyUsage.keyEncipherment : 0)));
        return draft;
    }

    /** An OCSP response, signed now by the issuer itself: the certificate is good. */
    OCSPResp vouch(Identity issuing, X509CertificateHolder certificate) {
        return respond(issuing, certificate, issuing, null);
    }

    /** An OCSP response: the certificate was revoked, since its key was stolen. */
    OCSPResp revoke(Identity issuing, X509CertificateHolder certificate) {
        return respond(
                issuing,
                certificate,
                issuing,
                new RevokedStatus(Date.from(now().minus(SINCE_REVOKED)), CRLReason.keyCompromise));
    }

    /** An OCSP response in the name of the issuer, which somebody else has signed: good. */
    OCSPResp forge(Identity issuing, X509CertificateHolder certificate, Identity forger) {
        return respond(issuing, certificate, forger, null);
    }

    /**
     * @param status null for good, as the library has it
     */
    private OCSPResp respond(
            Identity issuing,
            X509CertificateHolder certificate,
            Identity signer,
            @Nullable CertificateStatus status) {
        try {
            DigestCalculator sha1 =
                    new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1);
            BasicOCSPRespBuilder draft =
                    new BasicOCSPRespBuilder(
                            new RespID(issuing.certificate().getSubjectPublicKeyInfo(), sha1));
            draft.addResponse(
                    new CertificateID(sha1, issuing.certificate(), certificate.getSerialNumber()),
                    status,
                    Date.from(now()),
                    Date.from(now().plus(RESPONSE_LIFE)));
            return new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            draft.build(
                                    signer(signer.signatureAlgorithm(), signer.key()),
                                    null,
                                    Date.from(now())));
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    KeyPair p256() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256, random);
        return generator.generateKeyPair();
    }

    KeyPair rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits, random);
        return generator.generateKeyPair();
    }

    private X509v3CertificateBuilder draft(
            X500Name issuer, X500Name subject, KeyPair keys, Instant start, Duration life) {
        return new X509v3CertificateBuilder(
                issuer,
                // Positive, and not to be guessed (RFC 5280 §4.1.2.2).
                new BigInteger(127, random).setBit(126),
                Date.from(start),
                Date.from(start.plus(life).minusSeconds(1)),
                subject,
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Stream<GeneralName> names(List<String> names) {
        return names.stream().map(name -> new GeneralName(GeneralName.dNSName, name));
    }

    private static GeneralNames alternatives(List<String> names) {
        return new GeneralNames(names(names).toArray(GeneralName[]::new));
    }

    private static X500Name common(String name) {
        return new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder()
                .addRDN(BCStyle.O, "TLS Handshake Lab")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static AuthorityInformationAccess access(String responder, String issuer) {
        return new AuthorityInformationAccess(
                new AccessDescription[] {
                    at(AccessDescription.id_ad_ocsp, "http://ocsp.lab.invalid/" + responder),
                    at(
                            AccessDescription.id_ad_caIssuers,
                            "http://ca.lab.invalid/" + issuer + ".cer"),
                });
    }

    private static AccessDescription at(ASN1ObjectIdentifier method, String url) {
        return new AccessDescription(
                method, new GeneralName(GeneralName.uniformResourceIdentifier, url));
    }

    private static void addIssuer(X509v3CertificateBuilder draft, KeyPair keys, Identity issuer)
            throws GeneralSecurityException, IOException {
        draft.addExtension(Extension.subjectKeyIdentifier, false, keyId(keys));
        draft.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils()
                        .createAuthorityKeyIdentifier(
                                issuer.certificate().getSubjectPublicKeyInfo()));
    }

    private static org.bouncycastle.asn1.x509.SubjectKeyIdentifier keyId(KeyPair keys)
            throws GeneralSecurityException {
        return new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic());
    }

    private static ContentSigner signer(String algorithm, java.security.PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaContentSignerBuilder(algorithm).build(key);
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
