package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;

/**
 * What a certificate says (RFC 5280 §4.1), in the words of people: for labels and panels. What must
 * be proved is proved in {@code verify}, from the DER.
 *
 * @param subject RFC 4514 text, most specific part first, {@code CN=www.msn.com}
 * @param commonName the subject's common name, or the whole subject where it has none
 * @param keyAlgorithm {@code RSA}, {@code EC}, {@code Ed25519} …
 * @param keySize bits; 0 where the algorithm has no size
 * @param keyDetail the curve's name, or empty
 * @param signatureAlgorithm {@code sha256WithRSAEncryption} …
 * @param dnsNames the DNS names of subjectAltName
 * @param ipAddresses the addresses of subjectAltName, as text
 * @param fingerprint SHA-256 over the DER, 32 bytes
 */
public record X509(
        BigInteger serialNumber,
        String subject,
        String issuer,
        String commonName,
        String issuerCommonName,
        Instant notBefore,
        Instant notAfter,
        String keyAlgorithm,
        int keySize,
        String keyDetail,
        String signatureAlgorithm,
        List<String> dnsNames,
        List<String> ipAddresses,
        boolean isAuthority,
        Bytes fingerprint) {
    /**
     * Reads a certificate.
     *
     * <pre>
     * Certificate ::= SEQUENCE {
     *     tbsCertificate       TBSCertificate,
     *     signatureAlgorithm   AlgorithmIdentifier,
     *     signatureValue       BIT STRING }
     * </pre>
     */
    public static X509 read(FieldReader in) {
        Bytes rest = in.peekRest();
        int start = in.position();
        return Der.element(
                in,
                "x509_certificate",
                Der.SEQUENCE,
                certificate -> {
                    TbsCertificate tbs = TbsCertificate.read(certificate);
                    AlgorithmIdentifier algorithm =
                            AlgorithmIdentifier.read(certificate, "signature_algorithm");
                    algorithm.readSignature(certificate, "signature_value");
                    Bytes fingerprint = sha256(rest.slice(0, certificate.position() - start));
                    certificate.derived("fingerprint", new Value.Opaque(fingerprint));
                    return tbs.describe(algorithm.algorithm().label(), fingerprint);
                },
                certificate -> new Value.Text(certificate.commonName));
    }

    private static Bytes sha256(Bytes der) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(der.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public boolean isSelfIssued() {
        return subject.equals(issuer);
    }
}
