package dev.handshake.message;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.CertificateStatusType;
import dev.handshake.registry.HandshakeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CertificateStatus of TLS 1.2 (RFC 6066 §8, RFC 6961 §2.2).
 *
 * <pre>
 * struct {
 *     CertificateStatusType status_type;
 *     select (status_type) {
 *         case ocsp: OCSPResponse;
 *         case ocsp_multi: OCSPResponseList;
 *     } response;
 * } CertificateStatus;
 * enum { ocsp(1), ocsp_multi(2), (255) } CertificateStatusType;
 * opaque OCSPResponse&lt;0..2^24-1&gt;;
 * struct {
 *     OCSPResponse ocsp_response_list&lt;1..2^24-1&gt;;
 * } OCSPResponseList;
 * </pre>
 *
 * @param response what could be read of the OCSP response, with ocsp_multi of the first, which is
 *     about the first certificate; null where it is none
 */
public record CertificateStatus(int statusType, @Nullable OcspResponse response)
        implements HandshakeMessage {
    /** Reads the struct, which a TLS 1.3 certificate entry has as an extension. */
    public static CertificateStatus read(FieldReader in) {
        CertificateStatusType type = in.code8("status_type", CertificateStatusType::new);
        if (type.equals(CertificateStatusType.OCSP)) {
            return new CertificateStatus(type.code(), readResponse(in, 1).orElse(null));
        }
        if (type.equals(CertificateStatusType.OCSP_MULTI)) {
            List<Optional<OcspResponse>> responses =
                    in.list("ocsp_response_list", 3, 1, response -> readResponse(response, 0));
            return new CertificateStatus(
                    type.code(), responses.isEmpty() ? null : responses.getFirst().orElse(null));
        }
        in.rest("response");
        return new CertificateStatus(type.code(), null);
    }

    private static Optional<OcspResponse> readResponse(FieldReader in, int least) {
        return in.vector(
                "response", 3, least, CertificateStatus::readOcsp, CertificateStatus::value);
    }

    /** With ocsp_multi, a certificate about which nothing is said has an empty response. */
    private static Optional<OcspResponse> readOcsp(FieldReader in) {
        if (!in.hasRemaining()) {
            in.rest("opaque");
            return Optional.empty();
        }
        return Optional.ofNullable(in.detail(in.remaining(), OcspResponse::read));
    }

    private static Value value(Optional<OcspResponse> response) {
        return response.map(OcspResponse::value).orElse(new Value.Struct());
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_STATUS;
    }
}
