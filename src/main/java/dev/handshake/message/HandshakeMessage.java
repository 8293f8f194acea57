package dev.handshake.message;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Problem;
import dev.handshake.registry.HandshakeType;

/**
 * A handshake message, of SSL 3.0 to TLS 1.3 (RFC 5246 §7.4, RFC 9846 §4).
 *
 * <pre>
 * struct {
 *     HandshakeType msg_type;
 *     uint24 length;
 *     select (Handshake.msg_type) {
 *         case hello_request:        HelloRequest;
 *         case client_hello:         ClientHello;
 *         …
 *     };
 * } Handshake;
 * </pre>
 */
public sealed interface HandshakeMessage extends Content
        permits HelloRequest,
                ClientHello,
                ServerHello,
                HelloRetryRequest,
                NewSessionTicket,
                EndOfEarlyData,
                EncryptedExtensions,
                Certificate,
                ServerKeyExchange,
                CertificateRequest,
                ClientCertificateRequest,
                ServerHelloDone,
                CertificateVerify,
                ClientKeyExchange,
                Finished,
                CertificateStatus,
                CertificateUrl,
                SupplementalData,
                CompressedCertificate,
                EktKey,
                NextProtocol,
                KeyUpdate,
                UnknownHandshake {
    HandshakeType type();

    /** Reads header and body. A body that was cut off is read as far as it goes. */
    static HandshakeMessage read(FieldReader in, HandshakeContext context) {
        HandshakeType type = in.code8("msg_type", HandshakeType::new);
        int length = in.u24("length");
        int available = Math.min(length, in.remaining());
        HandshakeMessage message = in.inline(available, body -> readBody(body, type, context));
        if (available < length) {
            throw in.malformed(Problem.Kind.TRUNCATED, "", length, available);
        }
        return message;
    }

    private static HandshakeMessage readBody(
            FieldReader in, HandshakeType type, HandshakeContext context) {
        return switch (type.code()) {
            case 0 -> new HelloRequest();
            case 1 -> ClientHello.read(in);
            case 2 -> ServerHello.read(in);
            case 4 -> NewSessionTicket.read(in, context);
            case 5 -> new EndOfEarlyData();
            case 6 -> HelloRetryRequest.read(in);
            case 8 -> EncryptedExtensions.read(in);
            case 11 -> Certificate.read(in, context);
            case 12 -> ServerKeyExchange.read(in, context);
            case 13 -> CertificateRequest.read(in, context);
            case 14 -> new ServerHelloDone();
            case 15 -> CertificateVerify.read(in, context);
            case 16 -> ClientKeyExchange.read(in, context);
            case 17 -> ClientCertificateRequest.read(in);
            case 20 -> Finished.read(in, context);
            case 21 -> CertificateUrl.read(in);
            case 22 -> CertificateStatus.read(in);
            case 23 -> SupplementalData.read(in);
            case 24 -> KeyUpdate.read(in);
            case 25 -> CompressedCertificate.read(in, context);
            case 26 -> EktKey.read(in);
            case 67 -> NextProtocol.read(in);
            default -> new UnknownHandshake(type, in.rest("body"));
        };
    }
}
