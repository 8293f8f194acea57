package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.message.CertificateStatus;
import dev.handshake.message.OcspResponse;
import dev.handshake.registry.CertificateStatusType;
import dev.handshake.registry.ExtensionType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * status_request (RFC 6066 §8; in a TLS 1.3 certificate entry RFC 9846 §4.5.1.1).
 *
 * <pre>
 * struct {
 *     CertificateStatusType status_type;
 *     select (status_type) {
 *         case ocsp: OCSPStatusRequest;
 *     } request;
 * } CertificateStatusRequest;
 * struct {
 *     ResponderID responder_id_list&lt;0..2^16-1&gt;;
 *     Extensions  request_extensions;
 * } OCSPStatusRequest;
 * opaque ResponderID&lt;1..2^16-1&gt;;
 * opaque Extensions&lt;0..2^16-1&gt;;
 * </pre>
 *
 * @param statusType {@code ocsp} is 1; 0 in the answers that are empty
 * @param response the staple in a TLS 1.3 certificate entry; null in hellos
 */
public record StatusRequest(int statusType, @Nullable OcspResponse response) implements Extension {
    static StatusRequest read(FieldReader in, Carrier carrier) {
        return switch (carrier) {
            case CLIENT_HELLO -> readRequest(in);
            case CERTIFICATE -> of(CertificateStatus.read(in));
            case SERVER_HELLO,
                    HELLO_RETRY_REQUEST,
                    ENCRYPTED_EXTENSIONS,
                    CERTIFICATE_REQUEST,
                    NEW_SESSION_TICKET ->
                    new StatusRequest(0, null);
        };
    }

    private static StatusRequest of(CertificateStatus status) {
        return new StatusRequest(status.statusType(), status.response());
    }

    private static StatusRequest readRequest(FieldReader in) {
        CertificateStatusType type = in.code8("status_type", CertificateStatusType::new);
        if (type.equals(CertificateStatusType.OCSP)) {
            readOcspRequest(in);
        } else {
            in.rest("request");
        }
        return new StatusRequest(type.code(), null);
    }

    /** {@code OCSPStatusRequest}, whose parts are DER (RFC 6960 §4.1.1, §4.2.1). */
    static void readOcspRequest(FieldReader in) {
        in.list(
                "responder_id_list",
                2,
                0,
                list ->
                        list.vector(
                                "responder_id",
                                2,
                                1,
                                id -> readDer(id, OcspResponse::readResponder),
                                Value.Opaque::new));
        in.vector(
                "request_extensions",
                2,
                0,
                extensions -> readDer(extensions, OcspResponse::readRequestExtensions),
                Value.Opaque::new);
    }

    private static Bytes readDer(FieldReader in, Function<FieldReader, ?> body) {
        Bytes der = in.peekRest();
        if (der.isEmpty()) {
            in.rest("opaque");
        } else {
            in.detail(der.length(), body::apply);
        }
        return der;
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.STATUS_REQUEST;
    }

    @Override
    public Value value() {
        if (response != null) {
            return response.value();
        }
        return statusType == 0
                ? new Value.Opaque(Bytes.EMPTY)
                : Value.Coded.of(new CertificateStatusType(statusType));
    }
}
