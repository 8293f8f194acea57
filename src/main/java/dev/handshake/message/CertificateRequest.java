package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.message.extension.Carrier;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.message.extension.OidFilters;
import dev.handshake.message.extension.SignatureAlgorithms;
import dev.handshake.registry.ClientCertificateType;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.SignatureScheme;
import java.util.List;

/**
 * CertificateRequest of TLS 1.2 (RFC 5246 §7.4.4) and 1.3 (RFC 9846 §4.4.2).
 *
 * <pre>
 * struct {                                        /&#42; TLS 1.2 &#42;/
 *     ClientCertificateType certificate_types&lt;1..2^8-1&gt;;
 *     SignatureAndHashAlgorithm supported_signature_algorithms&lt;2^16-1&gt;;
 *     DistinguishedName certificate_authorities&lt;0..2^16-1&gt;;
 * } CertificateRequest;
 * opaque DistinguishedName&lt;1..2^16-1&gt;;
 * struct {                                        /&#42; TLS 1.3 &#42;/
 *     opaque certificate_request_context&lt;0..2^8-1&gt;;
 *     Extension extensions&lt;0..2^16-1&gt;;
 * } CertificateRequest;
 * </pre>
 *
 * @param requestContext empty in TLS 1.2
 * @param certificateTypes empty in TLS 1.3
 * @param authorities distinguished names as RFC 4514 text; in TLS 1.3 they come as an extension
 */
public record CertificateRequest(
        Bytes requestContext,
        List<Integer> certificateTypes,
        List<SignatureScheme> signatureAlgorithms,
        List<String> authorities,
        List<Extension> extensions)
        implements HandshakeMessage, Extensions {
    /** The draft of TLS 1.3 that turned what is asked for into extensions. */
    private static final int ALL_EXTENSIONS = 19;

    static CertificateRequest read(FieldReader in, HandshakeContext context) {
        if (context.isDraftBefore(ALL_EXTENSIONS)) {
            return readDraft(in);
        }
        return context.isTls13()
                ? new CertificateRequest(
                        in.opaqueVector("certificate_request_context", 1, 0),
                        List.of(),
                        List.of(),
                        List.of(),
                        Extension.readList(in, Carrier.CERTIFICATE_REQUEST))
                : new CertificateRequest(
                        Bytes.EMPTY,
                        in.list("certificate_types", 1, 0, CertificateRequest::readType),
                        context.namesSignatureAlgorithms()
                                ? SignatureAlgorithms.readList(in)
                                : List.of(),
                        in.list("certificate_authorities", 2, 0, DistinguishedName::readEntry),
                        List.of());
    }

    /**
     * draft-ietf-tls-tls13-18 §4.3.2.
     *
     * <pre>
     * struct {
     *     ASN.1Cert certificate_extension_oid&lt;1..2^8-1&gt;;
     *     opaque certificate_extension_values&lt;0..2^16-1&gt;;
     * } CertificateExtension;
     * struct {
     *     opaque certificate_request_context&lt;0..2^8-1&gt;;
     *     SignatureScheme supported_signature_algorithms&lt;2..2^16-2&gt;;
     *     DistinguishedName certificate_authorities&lt;0..2^16-1&gt;;
     *     CertificateExtension certificate_extensions&lt;0..2^16-1&gt;;
     * } CertificateRequest;
     * </pre>
     */
    private static CertificateRequest readDraft(FieldReader in) {
        CertificateRequest request =
                new CertificateRequest(
                        in.opaqueVector("certificate_request_context", 1, 0),
                        List.of(),
                        SignatureAlgorithms.readList(in),
                        in.list("certificate_authorities", 2, 0, DistinguishedName::readEntry),
                        List.of());
        in.list("filters", 2, 0, OidFilters::readFilter);
        return request;
    }

    private static int readType(FieldReader in) {
        return in.code8("client_certificate_type", ClientCertificateType::new).code();
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }
}
