package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.message.PublicKeyInfo;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.SignatureScheme;

/**
 * delegated_credential in a certificate entry (RFC 9345 §4): a key that the certificate's owner
 * lets stand in for its own.
 *
 * <pre>
 * struct {
 *     uint32 valid_time;
 *     SignatureScheme dc_cert_verify_algorithm;
 *     opaque ASN1_subjectPublicKeyInfo&lt;1..2^24-1&gt;;
 * } Credential;
 * struct {
 *     Credential cred;
 *     SignatureScheme algorithm;
 *     opaque signature&lt;1..2^16-1&gt;;
 * } DelegatedCredential;
 * </pre>
 *
 * @param validTime seconds from the certificate's notBefore
 * @param verifyAlgorithm what CertificateVerify must be signed with
 * @param publicKey a SubjectPublicKeyInfo in DER
 */
public record DelegatedCredential(
        long validTime,
        SignatureScheme verifyAlgorithm,
        Bytes publicKey,
        SignatureScheme algorithm,
        Bytes signature)
        implements Extension {
    static DelegatedCredential read(FieldReader in) {
        return new DelegatedCredential(
                in.number("valid_time", 4, Value.Seconds::new),
                in.code16("dc_cert_verify_algorithm", SignatureScheme::new),
                in.vector(
                        "ASN1_subjectPublicKeyInfo",
                        3,
                        1,
                        DelegatedCredential::readKey,
                        _ -> new Value.Struct()),
                in.code16("algorithm", SignatureScheme::new),
                in.opaqueVector("signature", 2, 1));
    }

    private static Bytes readKey(FieldReader in) {
        Bytes der = in.peekRest();
        in.detail(der.length(), key -> PublicKeyInfo.read(key, "subject_public_key_info"));
        return der;
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.DELEGATED_CREDENTIAL;
    }

    @Override
    public Value value() {
        return Value.Coded.of(verifyAlgorithm);
    }
}
