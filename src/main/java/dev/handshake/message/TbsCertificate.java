package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import java.math.BigInteger;
import java.time.Instant;

/**
 * The part of a certificate that its issuer signs (RFC 5280 §4.1).
 *
 * <pre>
 * TBSCertificate ::= SEQUENCE {
 *     version         [0]  EXPLICIT Version DEFAULT v1,
 *     serialNumber         CertificateSerialNumber,
 *     signature            AlgorithmIdentifier,
 *     issuer               Name,
 *     validity             Validity,
 *     subject              Name,
 *     subjectPublicKeyInfo SubjectPublicKeyInfo,
 *     issuerUniqueID  [1]  IMPLICIT UniqueIdentifier OPTIONAL,
 *     subjectUniqueID [2]  IMPLICIT UniqueIdentifier OPTIONAL,
 *     extensions      [3]  EXPLICIT Extensions OPTIONAL }
 * </pre>
 */
record TbsCertificate(
        BigInteger serialNumber,
        DistinguishedName issuer,
        Validity validity,
        DistinguishedName subject,
        PublicKeyInfo publicKey,
        CertificateExtensions extensions) {
    /** {@code Validity ::= SEQUENCE { notBefore Time, notAfter Time }}. */
    record Validity(Instant notBefore, Instant notAfter) {
        private static Validity read(FieldReader in) {
            return Der.sequence(
                    in,
                    "validity",
                    validity ->
                            new Validity(
                                    Der.time(validity, "not_before"),
                                    Der.time(validity, "not_after")));
        }
    }

    static TbsCertificate read(FieldReader in) {
        return Der.sequence(in, "tbs_certificate", TbsCertificate::readMembers);
    }

    private static TbsCertificate readMembers(FieldReader in) {
        readVersion(in);
        BigInteger serialNumber = Der.signed(Der.integer(in, "serial_number", Value.Opaque::new));
        AlgorithmIdentifier.read(in, "signature");
        return new TbsCertificate(
                serialNumber,
                DistinguishedName.read(in, "issuer"),
                Validity.read(in),
                DistinguishedName.read(in, "subject"),
                PublicKeyInfo.read(in, "subject_public_key_info"),
                readOptional(in));
    }

    /** {@code Version ::= INTEGER { v1(0), v2(1), v3(2) }}. */
    private static void readVersion(FieldReader in) {
        if (Der.nextTag(in) == Der.tagged(0)) {
            Der.element(
                    in,
                    "version",
                    Der.tagged(0),
                    version -> Der.integer(version, "integer"),
                    TbsCertificate::version);
        }
    }

    private static Value version(Bytes number) {
        return number.length() == 1 && number.at(0) <= 2
                ? Value.Coded.octet("v" + (number.at(0) + 1), number.at(0))
                : new Value.Opaque(number);
    }

    private static CertificateExtensions readOptional(FieldReader in) {
        if (isTagged(in, 1)) {
            Der.any(in, "issuer_unique_id");
        }
        if (isTagged(in, 2)) {
            Der.any(in, "subject_unique_id");
        }
        return Der.nextTag(in) == Der.tagged(3)
                ? CertificateExtensions.read(in, "extensions", 3)
                : CertificateExtensions.none();
    }

    private static boolean isTagged(FieldReader in, int number) {
        int tag = Der.nextTag(in);
        return tag == Der.tagged(number) || tag == Der.taggedPrimitive(number);
    }

    X509 describe(String signatureAlgorithm, Bytes fingerprint) {
        return new X509(
                serialNumber,
                subject.text(),
                issuer.text(),
                subject.commonName().orElseGet(subject::text),
                issuer.commonName().orElseGet(issuer::text),
                validity.notBefore,
                validity.notAfter,
                publicKey.algorithm(),
                publicKey.size(),
                publicKey.curve(),
                signatureAlgorithm,
                extensions.dnsNames(),
                extensions.ipAddresses(),
                extensions.isAuthority(),
                fingerprint);
    }
}
