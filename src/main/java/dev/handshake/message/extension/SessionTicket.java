package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/**
 * session_ticket (RFC 5077 §3.2).
 *
 * @param ticket empty where a new one is asked for
 */
public record SessionTicket(Bytes ticket) implements Extension {
    static SessionTicket read(FieldReader in) {
        return new SessionTicket(in.hasRemaining() ? in.rest("ticket") : Bytes.EMPTY);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SESSION_TICKET;
    }

    @Override
    public Value value() {
        return new Value.Opaque(ticket);
    }
}
