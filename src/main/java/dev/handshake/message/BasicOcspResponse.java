package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signed part of an OCSP response (RFC 6960 §4.2.1).
 *
 * <pre>
 * BasicOCSPResponse       ::= SEQUENCE {
 *     tbsResponseData      ResponseData,
 *     signatureAlgorithm   AlgorithmIdentifier,
 *     signature            BIT STRING,
 *     certs            [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
 * ResponseData ::= SEQUENCE {
 *     version              [0] EXPLICIT Version DEFAULT v1,
 *     responderID              ResponderID,
 *     producedAt               GeneralizedTime,
 *     responses                SEQUENCE OF SingleResponse,
 *     responseExtensions   [1] EXPLICIT Extensions OPTIONAL }
 * </pre>
 */
record BasicOcspResponse(
        @Nullable String responder, @Nullable Instant producedAt, @Nullable Single first) {
    static final BasicOcspResponse NOTHING = new BasicOcspResponse(null, null, null);

    /**
     * The answer about one certificate.
     *
     * <pre>
     * SingleResponse ::= SEQUENCE {
     *     certID                       CertID,
     *     certStatus                   CertStatus,
     *     thisUpdate                   GeneralizedTime,
     *     nextUpdate         [0]       EXPLICIT GeneralizedTime OPTIONAL,
     *     singleExtensions   [1]       EXPLICIT Extensions OPTIONAL }
     * </pre>
     */
    record Single(
            BigInteger serialNumber,
            Status status,
            Instant thisUpdate,
            @Nullable Instant nextUpdate) {
        private static Single read(FieldReader in) {
            return Der.element(
                    in,
                    "single_response",
                    Der.SEQUENCE,
                    single -> {
                        BigInteger serialNumber = readCertId(single);
                        Status status = Status.read(single);
                        Instant thisUpdate = Der.time(single, "this_update");
                        Instant nextUpdate =
                                Der.nextTag(single) == Der.tagged(0)
                                        ? readTime(single, "next_update")
                                        : null;
                        if (single.hasRemaining()) {
                            CertificateExtensions.read(single, "single_extensions", 1);
                        }
                        return new Single(serialNumber, status, thisUpdate, nextUpdate);
                    },
                    single -> new Value.Text(single.status.name));
        }
    }

    /**
     * What became of the certificate.
     *
     * <pre>
     * CertStatus ::= CHOICE {
     *     good        [0]     IMPLICIT NULL,
     *     revoked     [1]     IMPLICIT RevokedInfo,
     *     unknown     [2]     IMPLICIT UnknownInfo }
     * RevokedInfo ::= SEQUENCE {
     *     revocationTime              GeneralizedTime,
     *     revocationReason    [0]     EXPLICIT CRLReason OPTIONAL }
     * </pre>
     */
    record Status(String name, @Nullable Instant revocationTime) {
        /**
         * RFC 5280 §5.3.1.
         *
         * <pre>
         * CRLReason ::= ENUMERATED {
         *     unspecified (0), keyCompromise (1), cACompromise (2), affiliationChanged (3),
         *     superseded (4), cessationOfOperation (5), certificateHold (6), removeFromCRL (8),
         *     privilegeWithdrawn (9), aACompromise (10) }
         * </pre>
         */
        private static Value readReason(FieldReader in) {
            return Der.element(
                    in,
                    "enumerated",
                    Der.ENUMERATED,
                    contents -> {
                        int number = contents.peek(1).isEmpty() ? 0 : contents.peek(1).at(0);
                        Value reason = Value.Coded.octet(reasonName(number), number);
                        contents.leaf("contents", 1, _ -> reason);
                        return reason;
                    },
                    reason -> reason);
        }

        private static @Nullable String reasonName(int reason) {
            return switch (reason) {
                case 0 -> "unspecified";
                case 1 -> "keyCompromise";
                case 2 -> "cACompromise";
                case 3 -> "affiliationChanged";
                case 4 -> "superseded";
                case 5 -> "cessationOfOperation";
                case 6 -> "certificateHold";
                case 8 -> "removeFromCRL";
                case 9 -> "privilegeWithdrawn";
                case 10 -> "aACompromise";
                default -> null;
            };
        }

        private static Status read(FieldReader in) {
            int tag = Der.nextTag(in);
            if (tag == Der.tagged(1)) {
                return Der.element(
                        in,
                        "cert_status",
                        tag,
                        revoked -> {
                            Instant time = Der.time(revoked, "revocation_time");
                            if (revoked.hasRemaining()) {
                                Der.element(
                                        revoked,
                                        "revocation_reason",
                                        Der.tagged(0),
                                        Status::readReason,
                                        reason -> reason);
                            }
                            return new Status("revoked", time);
                        },
                        status -> new Value.Text(status.name));
            }
            if (tag != Der.taggedPrimitive(0) && tag != Der.taggedPrimitive(2)) {
                throw in.badValue("cert_status", tag);
            }
            String name = tag == Der.taggedPrimitive(0) ? "good" : "unknown";
            return Der.element(
                    in, "cert_status", tag, _ -> new Status(name, null), _ -> new Value.Text(name));
        }
    }

    static BasicOcspResponse read(FieldReader in) {
        return Der.sequence(
                in,
                "basic_ocsp_response",
                basic -> {
                    BasicOcspResponse data =
                            Der.sequence(basic, "tbs_response_data", BasicOcspResponse::readData);
                    AlgorithmIdentifier.read(basic, "signature_algorithm")
                            .readSignature(basic, "signature");
                    if (basic.hasRemaining()) {
                        Der.explicit(
                                basic,
                                "certs",
                                0,
                                certs -> Der.sequenceOf(certs, "sequence", X509::read));
                    }
                    return data;
                });
    }

    private static BasicOcspResponse readData(FieldReader in) {
        if (Der.nextTag(in) == Der.tagged(0)) {
            Der.any(in, "version");
        }
        String responder = readResponder(in);
        Instant producedAt = Der.time(in, "produced_at");
        List<Single> responses = Der.sequenceOf(in, "responses", Single::read);
        if (in.hasRemaining()) {
            CertificateExtensions.read(in, "response_extensions", 1);
        }
        return new BasicOcspResponse(
                responder, producedAt, responses.isEmpty() ? null : responses.getFirst());
    }

    /**
     * RFC 6960 §4.2.1.
     *
     * <pre>
     * ResponderID ::= CHOICE {
     *     byName               [1] Name,
     *     byKey                [2] KeyHash }
     * </pre>
     */
    static String readResponder(FieldReader in) {
        int tag = Der.nextTag(in);
        if (tag != Der.tagged(1) && tag != Der.tagged(2)) {
            throw in.badValue("responder_id", tag);
        }
        return Der.element(
                in,
                "responder_id",
                tag,
                responder ->
                        tag == Der.tagged(1)
                                ? DistinguishedName.read(responder, "name").text()
                                : Der.octetString(responder, "key_hash").hex(),
                Value.Text::new);
    }

    /**
     * RFC 6960 §4.1.1.
     *
     * <pre>
     * CertID          ::=     SEQUENCE {
     *     hashAlgorithm       AlgorithmIdentifier,
     *     issuerNameHash      OCTET STRING,
     *     issuerKeyHash       OCTET STRING,
     *     serialNumber        CertificateSerialNumber }
     * </pre>
     */
    private static BigInteger readCertId(FieldReader in) {
        return Der.sequence(
                in,
                "cert_id",
                id -> {
                    AlgorithmIdentifier.read(id, "hash_algorithm");
                    Der.octetString(id, "issuer_name_hash");
                    Der.octetString(id, "issuer_key_hash");
                    return Der.signed(Der.integer(id, "serial_number", Value.Opaque::new));
                });
    }

    private static Instant readTime(FieldReader in, String key) {
        return Der.element(in, key, Der.tagged(0), time -> Der.time(time, "time"), Value.Time::new);
    }

    OcspResponse describe(Bytes der, String responseStatus) {
        return new OcspResponse(
                der,
                responseStatus,
                first == null ? null : first.status.name,
                first == null ? null : first.serialNumber,
                producedAt,
                first == null ? null : first.thisUpdate,
                first == null ? null : first.nextUpdate,
                first == null ? null : first.status.revocationTime,
                responder);
    }
}
