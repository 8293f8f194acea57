package dev.handshake.message;

import dev.handshake.registry.HandshakeType;

/**
 * A handshake message of TLS 1.2 or 1.3 (RFC 5246 §7.4, RFC 9846 §4).
 *
 * <pre>
 * struct {
 *     HandshakeType msg_type;
 *     uint24 length;
 *     select (Handshake.msg_type) { … };
 * } Handshake;
 * </pre>
 */
public sealed interface HandshakeMessage extends Content
        permits HelloRequest,
                ClientHello,
                ServerHello,
                NewSessionTicket,
                EndOfEarlyData,
                EncryptedExtensions,
                Certificate,
                ServerKeyExchange,
                CertificateRequest,
                ServerHelloDone,
                CertificateVerify,
                ClientKeyExchange,
                Finished,
                CertificateStatus,
                KeyUpdate,
                UnknownHandshake {
    HandshakeType type();
}
