package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/**
 * ticket_pinning (RFC 8672 §2.1).
 *
 * <pre>
 * struct {
 *     select (Role) {
 *         case client:
 *             pinning_ticket ticket&lt;0..2^16-1&gt;;
 *         case server:
 *             pinning_proof proof&lt;0..2^8-1&gt;;
 *             pinning_ticket ticket&lt;0..2^16-1&gt;;
 *             uint32 lifetime;
 *     }
 * } PinningTicketExtension;
 * </pre>
 *
 * @param lifetime seconds; -1 from a client
 */
public record TicketPinning(Bytes proof, Bytes ticket, long lifetime) implements Extension {
    static TicketPinning read(FieldReader in, Carrier carrier) {
        return carrier == Carrier.CLIENT_HELLO
                ? new TicketPinning(Bytes.EMPTY, in.opaqueVector("ticket", 2, 0), -1)
                : new TicketPinning(
                        in.opaqueVector("proof", 1, 0),
                        in.opaqueVector("ticket", 2, 0),
                        in.number("lifetime", 4, Value.Seconds::new));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.TICKET_PINNING;
    }

    @Override
    public Value value() {
        return new Value.Opaque(ticket);
    }
}
