package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/**
 * early_data (RFC 9846 §4.3.10).
 *
 * <pre>
 * struct {} Empty;
 * struct {
 *     select (Handshake.msg_type) {
 *         case new_session_ticket:   uint32 max_early_data_size;
 *         case client_hello:         Empty;
 *         case encrypted_extensions: Empty;
 *     };
 * } EarlyDataIndication;
 * </pre>
 *
 * @param maxEarlyDataSize bytes, in a NewSessionTicket; -1 elsewhere
 */
public record EarlyData(long maxEarlyDataSize) implements Extension {
    static EarlyData read(FieldReader in, Carrier carrier) {
        return new EarlyData(
                carrier == Carrier.NEW_SESSION_TICKET ? in.u32("max_early_data_size") : -1);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.EARLY_DATA;
    }

    @Override
    public Value value() {
        return maxEarlyDataSize < 0
                ? new Value.Opaque(Bytes.EMPTY)
                : new Value.Unsigned(maxEarlyDataSize);
    }
}
