package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a stapled OCSP response says (RFC 6960 §4.2.1), about its first certificate.
 *
 * @param responseStatus {@code successful}, {@code tryLater} …
 * @param certStatus {@code good}, {@code revoked}, {@code unknown}; null where the response is not
 *     successful, like all that follows
 * @param responder the responder's name as RFC 4514 text, or its key hash in hexadecimal digits
 */
public record OcspResponse(
        Bytes der,
        String responseStatus,
        @Nullable String certStatus,
        @Nullable BigInteger serialNumber,
        @Nullable Instant producedAt,
        @Nullable Instant thisUpdate,
        @Nullable Instant nextUpdate,
        @Nullable Instant revocationTime,
        @Nullable String responder) {
    private static final Oid BASIC = new Oid("1.3.6.1.5.5.7.48.1.1");

    /**
     * Reads a response.
     *
     * <pre>
     * OCSPResponse ::= SEQUENCE {
     *     responseStatus         OCSPResponseStatus,
     *     responseBytes          [0] EXPLICIT ResponseBytes OPTIONAL }
     * ResponseBytes ::=       SEQUENCE {
     *     responseType   OBJECT IDENTIFIER,
     *     response       OCTET STRING }
     * </pre>
     */
    public static OcspResponse read(FieldReader in) {
        Bytes der = in.peekRest();
        return Der.element(
                in,
                "ocsp_response",
                Der.SEQUENCE,
                response -> {
                    String status = readStatus(response);
                    BasicOcspResponse basic =
                            response.hasRemaining()
                                    ? Der.explicit(
                                            response,
                                            "response_bytes",
                                            0,
                                            OcspResponse::readResponseBytes)
                                    : BasicOcspResponse.NOTHING;
                    return basic.describe(der, status);
                },
                OcspResponse::value);
    }

    /**
     * {@code ResponderID} alone, as a request in TLS has it: RFC 4514 text or hexadecimal digits.
     */
    public static String readResponder(FieldReader in) {
        return BasicOcspResponse.readResponder(in);
    }

    /** {@code Extensions} of a request in TLS, without a tag around them; how many they are. */
    public static int readRequestExtensions(FieldReader in) {
        return CertificateExtensions.readBare(in);
    }

    private static BasicOcspResponse readResponseBytes(FieldReader in) {
        return Der.sequence(
                in,
                "sequence",
                bytes -> {
                    Oid type = Der.oid(bytes, "response_type");
                    return Der.element(
                            bytes,
                            "response",
                            Der.OCTET_STRING,
                            response -> {
                                if (type.equals(BASIC)) {
                                    return BasicOcspResponse.read(response);
                                }
                                response.rest("contents");
                                return BasicOcspResponse.NOTHING;
                            },
                            _ -> new Value.Struct());
                });
    }

    /**
     * RFC 6960 §4.2.1.
     *
     * <pre>
     * OCSPResponseStatus ::= ENUMERATED {
     *     successful            (0),
     *     malformedRequest      (1),
     *     internalError         (2),
     *     tryLater              (3),
     *     sigRequired           (5),
     *     unauthorized          (6) }
     * </pre>
     */
    private static String readStatus(FieldReader in) {
        Value.Coded status =
                Der.element(
                        in,
                        "response_status",
                        Der.ENUMERATED,
                        contents -> {
                            int number = contents.peek(1).isEmpty() ? 0 : contents.peek(1).at(0);
                            Value.Coded coded = Value.Coded.octet(statusName(number), number);
                            contents.leaf("contents", 1, _ -> coded);
                            return coded;
                        },
                        coded -> coded);
        return status.name() == null ? Integer.toString(status.code()) : status.name();
    }

    private static @Nullable String statusName(int status) {
        return switch (status) {
            case 0 -> "successful";
            case 1 -> "malformedRequest";
            case 2 -> "internalError";
            case 3 -> "tryLater";
            case 5 -> "sigRequired";
            case 6 -> "unauthorized";
            default -> null;
        };
    }

    /** What it says in a word: the certificate's status, or why there is none. */
    public Value value() {
        return new Value.Text(certStatus == null ? responseStatus : certStatus);
    }
}
