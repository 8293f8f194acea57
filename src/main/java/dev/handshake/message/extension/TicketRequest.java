package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/**
 * ticket_request (RFC 9149 §3).
 *
 * <pre>
 * struct {
 *     uint8 new_session_count;
 *     uint8 resumption_count;
 * } ClientTicketRequest;
 * struct {
 *     uint8 expected_count;
 * } ServerTicketRequestHint;
 * </pre>
 *
 * @param count tickets wanted for a new session, or what a server means to send
 * @param resumptionCount tickets wanted after a resumption; -1 from a server
 */
public record TicketRequest(int count, int resumptionCount) implements Extension {
    static TicketRequest read(FieldReader in, Carrier carrier) {
        return carrier == Carrier.CLIENT_HELLO
                ? new TicketRequest(in.u8("new_session_count"), in.u8("resumption_count"))
                : new TicketRequest(in.u8("expected_count"), -1);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.TICKET_REQUEST;
    }

    @Override
    public Value value() {
        return new Value.Unsigned(count);
    }
}
