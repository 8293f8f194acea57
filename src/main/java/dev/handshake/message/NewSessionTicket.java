package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.registry.HandshakeType;
import java.util.List;

/**
 * NewSessionTicket of TLS 1.2 (RFC 5077 §3.3) and 1.3 (RFC 9846 §4.7.1).
 *
 * @param lifetime seconds
 * @param nonce empty in TLS 1.2
 * @param extensions empty in TLS 1.2
 */
public record NewSessionTicket(
        long lifetime, long ageAdd, Bytes nonce, Bytes ticket, List<Extension> extensions)
        implements HandshakeMessage, Extensions {
    @Override
    public HandshakeType type() {
        return HandshakeType.NEW_SESSION_TICKET;
    }
}
