package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import dev.handshake.message.OcspResponse;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a stapled OCSP response proves (RFC 6960 §3.2): that it is about this certificate, that its
 * issuer or somebody appointed by it signed it, that it is fresh, and what it says.
 */
final class OcspCheck {
    /** How far ahead a responder's clock may be. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final X509Certificate leaf;
    private final Optional<X509Certificate> issuer;
    private final Instant at;

    /**
     * @param issuer of the leaf; empty if it is not among what the server sent or this side trusts
     */
    OcspCheck(X509Certificate leaf, Optional<X509Certificate> issuer, Instant at) {
        this.leaf = leaf;
        this.issuer = issuer;
        this.at = at;
    }

    Finding of(OcspResponse staple) {
        try {
            OCSPResp response = new OCSPResp(staple.der().toArray());
            if (response.getStatus() != OCSPResp.SUCCESSFUL) {
                return finding(Verdict.Result.WARNING, "no_answer", staple.responseStatus());
            }
            return response.getResponseObject() instanceof BasicOCSPResp basic
                    ? judge(basic)
                    : finding(Verdict.Result.WARNING, "unreadable");
        } catch (IOException
                | OCSPException
                | OperatorCreationException
                | CertException
                | CertificateEncodingException
                | IllegalArgumentException e) {
            return finding(Verdict.Result.WARNING, "unreadable");
        }
    }

    private Finding judge(BasicOCSPResp response)
            throws OCSPException,
                    OperatorCreationException,
                    CertException,
                    IOException,
                    CertificateEncodingException {
        if (issuer.isEmpty()) {
            return finding(Verdict.Result.UNKNOWN, "issuer_unknown");
        }
        X509CertificateHolder authority = holder(issuer.get());
        Optional<SingleResp> single = about(response, authority);
        if (single.isEmpty()) {
            return finding(Verdict.Result.WARNING, "other_certificate");
        }
        if (!isSigned(response, authority)) {
            return finding(Verdict.Result.WARNING, "signature");
        }
        // Bouncy Castle's word for good is null.
        @Nullable CertificateStatus status = single.get().getCertStatus();
        if (status instanceof RevokedStatus revoked) {
            return finding(Verdict.Result.FAIL, "revoked", revoked.getRevocationTime());
        }
        if (status != null) {
            return finding(Verdict.Result.WARNING, "unknown");
        }
        Instant from = single.get().getThisUpdate().toInstant();
        Instant until =
                Optional.ofNullable(single.get().getNextUpdate())
                        .map(date -> date.toInstant())
                        .orElse(Instant.MAX);
        if (at.isAfter(until)) {
            return finding(Verdict.Result.WARNING, "stale", Duration.between(until, at).toDays());
        }
        return at.plus(CLOCK_SKEW).isBefore(from)
                ? finding(Verdict.Result.WARNING, "early")
                : finding(Verdict.Result.PASS, "good");
    }

    private Optional<SingleResp> about(BasicOCSPResp response, X509CertificateHolder authority)
            throws OperatorCreationException, OCSPException {
        DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
        BigInteger serial = leaf.getSerialNumber();
        for (SingleResp single : response.getResponses()) {
            if (single.getCertID().getSerialNumber().equals(serial)
                    && single.getCertID().matchesIssuer(authority, digests)) {
                return Optional.of(single);
            }
        }
        return Optional.empty();
    }

    /** By the issuer itself, or by one whom it has appointed (RFC 6960 §4.2.2.2). */
    private static boolean isSigned(BasicOCSPResp response, X509CertificateHolder authority)
            throws OperatorCreationException, OCSPException, CertException, IOException {
        ContentVerifierProvider byAuthority = verifier(authority);
        if (fits(response, byAuthority)) {
            return true;
        }
        for (X509CertificateHolder signer : response.getCerts()) {
            ExtendedKeyUsage usage = ExtendedKeyUsage.fromExtensions(signer.getExtensions());
            if (usage != null
                    && usage.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning)
                    && signer.isSignatureValid(byAuthority)
                    && fits(response, verifier(signer))) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(BasicOCSPResp response, ContentVerifierProvider key) {
        try {
            return response.isSignatureValid(key);
        } catch (OCSPException e) {
            // Another kind of key: then somebody else has signed it.
            return false;
        }
    }

    private static ContentVerifierProvider verifier(X509CertificateHolder holder)
            throws OperatorCreationException {
        try {
            return new JcaContentVerifierProviderBuilder().build(holder);
        } catch (CertificateException e) {
            throw new OperatorCreationException("no usable key", e);
        }
    }

    private static X509CertificateHolder holder(X509Certificate certificate)
            throws IOException, CertificateEncodingException {
        return new X509CertificateHolder(certificate.getEncoded());
    }

    private static Finding finding(Verdict.Result result, String word, Object... args) {
        return Finding.of(Verdict.Check.OCSP, result, word, args);
    }

    /** Whoever issued the leaf, among these. */
    static Optional<X509Certificate> issuer(
            X509Certificate leaf, List<X509Certificate> sent, Trust trust) {
        return Stream.concat(sent.stream(), trust.roots().stream())
                .filter(it -> it.getSubjectX500Principal().equals(leaf.getIssuerX500Principal()))
                .filter(it -> signs(it, leaf))
                .findFirst();
    }

    private static boolean signs(X509Certificate issuer, X509Certificate leaf) {
        try {
            leaf.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether the certificate insists on a staple (RFC 7633 §4.1: status_request). */
    static boolean isRequired(X509Certificate leaf) {
        byte[] features = leaf.getExtensionValue("1.3.6.1.5.5.7.1.24");
        return features != null
                && Arrays.equals(
                        Bytes.of(features).from(2).toArray(), new byte[] {0x30, 3, 2, 1, 5});
    }
}
