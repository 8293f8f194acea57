package dev.handshake.verify;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Which keys and signatures are too weak to trust: below 112 bits of security (NIST SP 800-57 Part
 * 1 §5.6.1), which is where browsers and OpenSSL's security level 2 draw the line, and digests for
 * which somebody has made a forgery (RFC 6151, RFC 9155).
 */
final class Strength {
    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 224;

    private static final String MD5 = "MD5";
    private static final String SHA1 = "SHA-1";

    /** Signature algorithms with a broken digest, and that digest. */
    private static final Map<String, String> BROKEN =
            Map.of(
                    PKCSObjectIdentifiers.md2WithRSAEncryption.getId(), "MD2",
                    PKCSObjectIdentifiers.md4WithRSAEncryption.getId(), "MD4",
                    PKCSObjectIdentifiers.md5WithRSAEncryption.getId(), MD5,
                    OIWObjectIdentifiers.md5WithRSA.getId(), MD5,
                    PKCSObjectIdentifiers.sha1WithRSAEncryption.getId(), SHA1,
                    OIWObjectIdentifiers.sha1WithRSA.getId(), SHA1,
                    OIWObjectIdentifiers.dsaWithSHA1.getId(), SHA1,
                    X9ObjectIdentifiers.id_dsa_with_sha1.getId(), SHA1,
                    X9ObjectIdentifiers.ecdsa_with_SHA1.getId(), SHA1);

    private static final Set<ASN1ObjectIdentifier> BROKEN_PSS =
            Set.of(PKCSObjectIdentifiers.md5, OIWObjectIdentifiers.idSHA1);

    private Strength() {}

    /** {@code RSA 1024}, if the key is too short. */
    static Optional<String> weakKey(PublicKey key) {
        return switch (key) {
            case RSAKey rsa -> below("RSA", rsa.getModulus().bitLength(), RSA_BITS);
            case ECKey ec ->
                    Optional.ofNullable(ec.getParams())
                            .map(it -> it.getCurve().getField().getFieldSize())
                            .flatMap(bits -> below("EC", bits, EC_BITS));
            // A key may leave its parameters to its issuer's (RFC 3279 §2.3.2).
            case DSAKey dsa ->
                    Optional.ofNullable(dsa.getParams())
                            .flatMap(it -> below("DSA", it.getP().bitLength(), RSA_BITS));
            default -> Optional.empty();
        };
    }

    private static Optional<String> below(String name, int bits, int least) {
        return bits < least ? Optional.of(name + " " + bits) : Optional.empty();
    }

    /** The broken digest under the certificate's signature, if it is one. */
    static Optional<String> brokenDigest(X509Certificate certificate) {
        String oid = certificate.getSigAlgOID();
        if (!PKCSObjectIdentifiers.id_RSASSA_PSS.getId().equals(oid)) {
            return Optional.ofNullable(BROKEN.get(oid));
        }
        try {
            ASN1ObjectIdentifier digest =
                    RSASSAPSSparams.getInstance(certificate.getSigAlgParams())
                            .getHashAlgorithm()
                            .getAlgorithm();
            return BROKEN_PSS.contains(digest)
                    ? Optional.of(digest.equals(OIWObjectIdentifiers.idSHA1) ? SHA1 : MD5)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
