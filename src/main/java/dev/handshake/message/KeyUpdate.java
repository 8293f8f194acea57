package dev.handshake.message;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.HandshakeType;

/**
 * KeyUpdate (RFC 9846 §4.7.3).
 *
 * <pre>
 * enum {
 *     update_not_requested(0), update_requested(1), (255)
 * } KeyUpdateRequest;
 * struct {
 *     KeyUpdateRequest request_update;
 * } KeyUpdate;
 * </pre>
 */
public record KeyUpdate(boolean updateRequested) implements HandshakeMessage {
    static KeyUpdate read(FieldReader in) {
        return new KeyUpdate(in.number("request_update", 1, KeyUpdate::name) == 1);
    }

    private static Value name(long request) {
        return Value.Coded.octet(
                switch ((int) request) {
                    case 0 -> "update_not_requested";
                    case 1 -> "update_requested";
                    default -> null;
                },
                request);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.KEY_UPDATE;
    }
}
