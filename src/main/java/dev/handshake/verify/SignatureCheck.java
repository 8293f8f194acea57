package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.record.Hash;
import dev.handshake.registry.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/** Whether the owner of a certificate's key signed this very handshake. */
public final class SignatureCheck {
    private SignatureCheck() {}

    /** What ServerKeyExchange signs in TLS 1.2 (RFC 5246 §7.4.3). */
    public static Bytes serverKeyExchange(Bytes clientRandom, Bytes serverRandom, Bytes params) {
        return Bytes.concat(clientRandom, serverRandom, params);
    }

    /**
     * What CertificateVerify signs in TLS 1.3 (RFC 9846 §4.5.2).
     *
     * @param before all handshake messages before the CertificateVerify
     */
    public static Bytes certificateVerify13(Sender from, Hash hash, Transcript before) {
        String context = "TLS 1.3, " + from.word() + " CertificateVerify\0";
        String text = " ".repeat(64) + context;
        return Bytes.concat(Bytes.of(text.getBytes(StandardCharsets.US_ASCII)), before.hash(hash));
    }

    /**
     * Checks one signature.
     *
     * @param owner whose certificate it is
     * @param certificate DER, or a bare key's (RFC 7250)
     * @param signed what the signature covers; empty if that is not known
     */
    public static Finding of(
            Sender owner,
            Bytes certificate,
            SignatureScheme scheme,
            Optional<Bytes> signed,
            Bytes signature) {
        return of(
                owner,
                signed,
                scheme.known() ? scheme.name() : scheme.toString(),
                bytes -> verifies(Certificates.key(certificate), scheme, bytes, signature));
    }

    /**
     * Checks one signature of TLS 1.1 or before, where the key alone decides how it is made (RFC
     * 4346 §4.7): RSA signs MD5 and SHA-1 side by side, all others SHA-1.
     */
    public static Finding old(
            Sender owner, Bytes certificate, Optional<Bytes> signed, Bytes signature) {
        try {
            PublicKey key = Certificates.key(certificate);
            return of(
                    owner,
                    signed,
                    OldSignature.name(key),
                    bytes -> OldSignature.verifies(key, bytes, signature));
        } catch (CertificateException e) {
            return of(
                    owner,
                    signed,
                    "SHA1",
                    _ -> {
                        throw e;
                    });
        }
    }

    /** A key stands in for the certificate's own (RFC 9345); whether it may is not checked. */
    public static Finding delegated(SignatureScheme scheme) {
        return Finding.of(
                Verdict.Check.SERVER_SIGNATURE,
                Verdict.Result.UNKNOWN,
                "delegated",
                scheme.toString());
    }

    /** SSL 3.0's has the main secret in it (RFC 6101 §5.6.8), which is not followed here. */
    public static Finding ssl3Client() {
        return Finding.of(
                Verdict.Check.CLIENT_SIGNATURE, Verdict.Result.UNKNOWN, "not_checked", "SSL 3.0");
    }

    /** How one signature is checked. */
    private interface Verification {
        boolean verifies(Bytes signed) throws GeneralSecurityException;
    }

    private static Finding of(
            Sender owner, Optional<Bytes> signed, String how, Verification verification) {
        Verdict.Check check =
                switch (owner) {
                    case CLIENT -> Verdict.Check.CLIENT_SIGNATURE;
                    case SERVER -> Verdict.Check.SERVER_SIGNATURE;
                };
        if (signed.isEmpty()) {
            return Finding.of(check, Verdict.Result.UNKNOWN, "not_whole");
        }
        try {
            return verification.verifies(signed.get())
                    ? Finding.of(check, Verdict.Result.PASS, "proved", how)
                    : Finding.of(check, Verdict.Result.FAIL, "forged", how);
        } catch (GeneralSecurityException e) {
            return Finding.of(check, Verdict.Result.UNKNOWN, "not_checked", how);
        }
    }

    private static boolean verifies(
            PublicKey key, SignatureScheme scheme, Bytes signed, Bytes signature)
            throws GeneralSecurityException {
        Signature verifier = verifier(scheme, key);
        verifier.initVerify(key);
        verifier.update(signed.toArray());
        try {
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException e) {
            // A signature that is no signature at all proves as little as a wrong one.
            return false;
        }
    }

    private static Signature verifier(SignatureScheme scheme, PublicKey key)
            throws GeneralSecurityException {
        String name = scheme.name();
        String digits = name.replaceFirst(".*sha", "").replaceFirst("_.*", "");
        if (name.startsWith("rsa_pss")) {
            Signature pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(
                    new PSSParameterSpec(
                            "SHA-" + digits,
                            "MGF1",
                            new MGF1ParameterSpec("SHA-" + digits),
                            Integer.parseInt(digits) / 8,
                            1));
            return pss;
        }
        if (name.startsWith("rsa_pkcs1")) {
            return Signature.getInstance("SHA" + digits + "withRSA");
        }
        if (name.startsWith("ecdsa")) {
            return Signature.getInstance("SHA" + digits + "withECDSA");
        }
        if (name.startsWith("dsa_")) {
            return Signature.getInstance("SHA" + digits + "withDSA");
        }
        // Ed25519, Ed448, ML-DSA: the key says it all.
        return Signature.getInstance(key.getAlgorithm());
    }
}
