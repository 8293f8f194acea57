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
 * @param type drafts of TLS 1.3 before 19 had another in a NewSessionTicket
 * @param maxEarlyDataSize bytes, in a NewSessionTicket; -1 elsewhere
 */
public record EarlyData(ExtensionType type, long maxEarlyDataSize) implements Extension {
    public EarlyData(long maxEarlyDataSize) {
        this(ExtensionType.EARLY_DATA, maxEarlyDataSize);
    }

    static EarlyData read(FieldReader in, ExtensionType type, Carrier carrier) {
        return new EarlyData(
                type, carrier == Carrier.NEW_SESSION_TICKET ? in.u32("max_early_data_size") : -1);
    }

    @Override
    public Value value() {
        return maxEarlyDataSize < 0
                ? new Value.Opaque(Bytes.EMPTY)
                : new Value.Unsigned(maxEarlyDataSize);
    }
}
