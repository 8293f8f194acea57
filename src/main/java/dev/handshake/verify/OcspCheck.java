package dev.handshake.verify;

import dev.handshake.message.OcspResponse;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

    /** How many certificates of a response are looked at for its signer. */
    private static final int SIGNERS = 8;

    private static final String SERIAL = "serial_number";

    private final X509Certificate leaf;
    private final Optional<X509Certificate> issuer;
    private final Instant at;
    private final boolean required;

    /**
     * @param issuer of the leaf; empty if it is not among what the server sent or this side trusts
     */
    OcspCheck(X509Certificate leaf, Optional<X509Certificate> issuer, Instant at) {
        this.leaf = leaf;
        this.issuer = issuer;
        this.at = at;
        this.required = MustStaple.isOf(leaf);
    }

    /**
     * Without a staple.
     *
     * @param asked whether the client wanted one
     */
    Finding missing(boolean asked) {
        if (!asked) {
            return finding(Verdict.Result.ABSENT, "not_asked");
        }
        return required
                ? finding(Verdict.Result.FAIL, "required").on(Ground.certificate(0, "tls_feature"))
                : finding(Verdict.Result.ABSENT, "none");
    }

    Finding of(OcspResponse staple) {
        try {
            OCSPResp response = new OCSPResp(staple.der().toArray());
            if (response.getStatus() != OCSPResp.SUCCESSFUL) {
                return doubtful("no_answer", staple.responseStatus())
                        .on(Ground.staple("response_status"));
            }
            return response.getResponseObject() instanceof BasicOCSPResp basic
                    ? judge(basic)
                    : unreadable();
        } catch (IOException
                | OCSPException
                | OperatorCreationException
                | CertException
                | CertificateEncodingException
                | IllegalArgumentException
                | IllegalStateException e) {
            return unreadable();
        }
    }

    Finding unreadable() {
        return doubtful("unreadable").on(Ground.staple());
    }

    private Finding judge(BasicOCSPResp response)
            throws OCSPException,
                    OperatorCreationException,
                    CertException,
                    IOException,
                    CertificateEncodingException {
        if (issuer.isEmpty()) {
            return finding(Verdict.Result.UNKNOWN, "issuer_unknown")
                    .on(Ground.staple(), Ground.certificate(0, "issuer"));
        }
        X509CertificateHolder authority = holder(issuer.get());
        Optional<SingleResp> single = about(response, authority);
        if (single.isEmpty()) {
            return doubtful("other_certificate")
                    .on(Ground.staple("cert_id"), Ground.certificate(0, SERIAL));
        }
        if (!isSigned(response, authority)) {
            return doubtful("signature").on(Ground.staple("signature"));
        }
        return told(single.get())
                .on(
                        Ground.staple("cert_id", SERIAL),
                        Ground.staple("cert_status"),
                        Ground.staple("signature"),
                        Ground.certificate(0, SERIAL));
    }

    /** What a response says that is genuine and about this certificate. */
    private Finding told(SingleResp single) {
        // Bouncy Castle's word for good is null.
        @Nullable CertificateStatus status = single.getCertStatus();
        if (status instanceof RevokedStatus revoked) {
            return finding(Verdict.Result.FAIL, "revoked", revoked.getRevocationTime());
        }
        if (status != null) {
            return doubtful("unknown");
        }
        Instant from = thisUpdate(single);
        Instant until =
                Optional.ofNullable(single.getNextUpdate())
                        .map(date -> date.toInstant())
                        .orElse(Instant.MAX);
        if (at.isAfter(until)) {
            return doubtful("stale", Duration.between(until, at).toDays())
                    .on(Ground.staple("next_update"));
        }
        if (at.plus(CLOCK_SKEW).isBefore(from)) {
            return doubtful("early").on(Ground.staple("this_update"));
        }
        return finding(Verdict.Result.PASS, "good").on(Ground.staple("next_update"));
    }

    /** The newest answer that is about the leaf (RFC 6960 §4.1.1). */
    private Optional<SingleResp> about(BasicOCSPResp response, X509CertificateHolder authority)
            throws OperatorCreationException, OCSPException {
        DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
        BigInteger serial = leaf.getSerialNumber();
        Optional<SingleResp> newest = Optional.empty();
        for (SingleResp single : response.getResponses()) {
            if (single.getCertID().getSerialNumber().equals(serial)
                    && single.getCertID().matchesIssuer(authority, digests)
                    && newest.filter(it -> !thisUpdate(it).isBefore(thisUpdate(single)))
                            .isEmpty()) {
                newest = Optional.of(single);
            }
        }
        return newest;
    }

    private static Instant thisUpdate(SingleResp single) {
        return single.getThisUpdate().toInstant();
    }

    /** By the issuer itself, or by one whom it has appointed (RFC 6960 §4.2.2.2). */
    private boolean isSigned(BasicOCSPResp response, X509CertificateHolder authority)
            throws OperatorCreationException, OCSPException, CertException, IOException {
        ContentVerifierProvider byAuthority = verifier(authority);
        if (fits(response, byAuthority)) {
            return true;
        }
        X509CertificateHolder[] signers = response.getCerts();
        for (int i = 0; i < Math.min(signers.length, SIGNERS); i++) {
            X509CertificateHolder signer = signers[i];
            ExtendedKeyUsage usage = ExtendedKeyUsage.fromExtensions(signer.getExtensions());
            if (usage != null
                    && usage.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning)
                    && signer.getIssuer().equals(authority.getSubject())
                    && isValid(signer)
                    && signer.isSignatureValid(byAuthority)
                    && fits(response, verifier(signer))) {
                return true;
            }
        }
        return false;
    }

    private boolean isValid(X509CertificateHolder signer) {
        return !at.isBefore(signer.getNotBefore().toInstant())
                && !at.isAfter(signer.getNotAfter().toInstant());
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

    /**
     * A staple that proves nothing: clients go on as if there were none, unless the certificate
     * insists on one (RFC 7633 §4.3.3).
     */
    private Finding doubtful(String word, Object... args) {
        return required
                ? finding(Verdict.Result.FAIL, "required_" + word, args)
                        .on(Ground.certificate(0, "tls_feature"))
                : finding(Verdict.Result.WARNING, word, args);
    }

    private static Finding finding(Verdict.Result result, String word, Object... args) {
        return Finding.of(Verdict.Check.OCSP, result, word, args);
    }
}
