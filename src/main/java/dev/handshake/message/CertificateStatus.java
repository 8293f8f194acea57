package dev.handshake.message;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.HandshakeType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CertificateStatus of TLS 1.2 (RFC 6066 §8).
 *
 * <pre>
 * struct {
 *     CertificateStatusType status_type;
 *     select (status_type) {
 *         case ocsp: OCSPResponse;
 *     } response;
 * } CertificateStatus;
 * enum { ocsp(1), (255) } CertificateStatusType;
 * opaque OCSPResponse&lt;1..2^24-1&gt;;
 * </pre>
 *
 * @param response what could be read of the OCSP response; null where it is none
 */
public record CertificateStatus(int statusType, @Nullable OcspResponse response)
        implements HandshakeMessage {
    /** The only CertificateStatusType in use. */
    public static final int OCSP = 1;

    /** Reads the struct, which a TLS 1.3 certificate entry has as an extension. */
    public static CertificateStatus read(FieldReader in) {
        int statusType = readType(in);
        if (statusType == OCSP) {
            Optional<OcspResponse> response =
                    in.vector(
                            "response",
                            3,
                            1,
                            CertificateStatus::readOcsp,
                            CertificateStatus::value);
            return new CertificateStatus(statusType, response.orElse(null));
        }
        in.rest("response");
        return new CertificateStatus(statusType, null);
    }

    /** Reads {@code status_type} alone. */
    public static int readType(FieldReader in) {
        return (int) in.number("status_type", 1, CertificateStatus::typeValue);
    }

    private static Optional<OcspResponse> readOcsp(FieldReader in) {
        return Optional.ofNullable(in.detail(in.remaining(), OcspResponse::read));
    }

    private static Value value(Optional<OcspResponse> response) {
        return response.map(OcspResponse::value).orElse(new Value.Struct());
    }

    /** A CertificateStatusType by its name. */
    public static Value typeValue(long type) {
        return Value.Coded.octet(type == OCSP ? "ocsp" : null, type);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_STATUS;
    }
}
