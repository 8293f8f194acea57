package dev.handshake.message;

import dev.handshake.registry.AlertDescription;
import dev.handshake.registry.AlertLevel;

/** An alert (RFC 5246 §7.2, RFC 9846 §6). */
public record Alert(AlertLevel level, AlertDescription description) implements Content {
    public boolean isCloseNotify() {
        return description.equals(AlertDescription.CLOSE_NOTIFY);
    }
}
