package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.ExtensionType;

/**
 * session_ticket (RFC 5077 §3.2).
 *
 * @param ticket empty where a new one is asked for
 */
public record SessionTicket(Bytes ticket) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.SESSION_TICKET;
    }
}
