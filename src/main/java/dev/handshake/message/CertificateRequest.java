package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.message.extension.Carrier;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.message.extension.SignatureAlgorithms;
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
    static CertificateRequest read(FieldReader in, HandshakeContext context) {
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
                        in.list("certificate_authorities", 2, 0, CertificateRequest::readAuthority),
                        List.of());
    }

    private static String readAuthority(FieldReader in) {
        return in.vector(
                "distinguished_name",
                2,
                0,
                der -> {
                    Bytes bytes = der.peekRest();
                    String name =
                            der.detail(
                                    bytes.length(), n -> DistinguishedName.read(n, "name").text());
                    return name == null ? bytes.hex() : name;
                },
                Value.Text::new);
    }

    private static int readType(FieldReader in) {
        return (int) in.number("client_certificate_type", 1, CertificateRequest::name);
    }

    /** IANA: TLS ClientCertificateType Identifiers. */
    private static Value name(long type) {
        return Value.Coded.octet(
                switch ((int) type) {
                    case 1 -> "rsa_sign";
                    case 2 -> "dss_sign";
                    case 3 -> "rsa_fixed_dh";
                    case 4 -> "dss_fixed_dh";
                    case 5 -> "rsa_ephemeral_dh_RESERVED";
                    case 6 -> "dss_ephemeral_dh_RESERVED";
                    case 20 -> "fortezza_dms_RESERVED";
                    case 64 -> "ecdsa_sign";
                    case 65 -> "rsa_fixed_ecdh";
                    case 66 -> "ecdsa_fixed_ecdh";
                    case 67 -> "gost_sign256";
                    case 68 -> "gost_sign512";
                    default -> null;
                },
                type);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }
}
