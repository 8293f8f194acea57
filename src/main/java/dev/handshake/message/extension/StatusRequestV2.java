package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.CertificateStatusType;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * status_request_v2 (RFC 6961 §2.2). A server answers with nothing.
 *
 * <pre>
 * struct {
 *     CertificateStatusType status_type;
 *     uint16 request_length;
 *     select (status_type) {
 *         case ocsp: OCSPStatusRequest;
 *         case ocsp_multi: OCSPStatusRequest;
 *     } request;
 * } CertificateStatusRequestItemV2;
 * struct {
 *     CertificateStatusRequestItemV2 certificate_status_req_list&lt;1..2^16-1&gt;;
 * } CertificateStatusRequestListV2;
 * </pre>
 *
 * @param statusTypes empty in an answer
 */
public record StatusRequestV2(List<CertificateStatusType> statusTypes) implements Extension {
    static StatusRequestV2 read(FieldReader in, Carrier carrier) {
        return new StatusRequestV2(
                carrier == Carrier.CLIENT_HELLO
                        ? in.list("certificate_status_req_list", 2, 1, StatusRequestV2::readRequest)
                        : List.of());
    }

    private static CertificateStatusType readRequest(FieldReader in) {
        return in.group(
                "certificate_status_request_item",
                item -> {
                    CertificateStatusType type =
                            item.code8("status_type", CertificateStatusType::new);
                    return item.vector(
                            "request",
                            2,
                            0,
                            request -> {
                                if (type.known()) {
                                    StatusRequest.readOcspRequest(request);
                                } else {
                                    request.rest("opaque");
                                }
                                return type;
                            },
                            Value.Coded::of);
                },
                Value.Coded::of);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.STATUS_REQUEST_V2;
    }

    @Override
    public Value value() {
        return new Value.Items(statusTypes.size());
    }
}
