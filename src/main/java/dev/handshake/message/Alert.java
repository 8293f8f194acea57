package dev.handshake.message;

import dev.handshake.bytes.FieldReader;
import dev.handshake.registry.AlertDescription;
import dev.handshake.registry.AlertLevel;

/**
 * An alert (RFC 5246 §7.2, RFC 9846 §6).
 *
 * <pre>
 * struct {
 *     AlertLevel level;
 *     AlertDescription description;
 * } Alert;
 * </pre>
 */
public record Alert(AlertLevel level, AlertDescription description) implements Content {
    static Alert read(FieldReader in) {
        return new Alert(
                in.code8("level", AlertLevel::new), in.code8("description", AlertDescription::new));
    }

    public boolean isCloseNotify() {
        return description.equals(AlertDescription.CLOSE_NOTIFY);
    }
}
