package dev.handshake.registry;

import dev.handshake.bytes.Code;

/**
 * How grave an alert is (RFC 5246 §7.2, {@code enum { warning(1), fatal(2), (255) } AlertLevel}).
 */
public record AlertLevel(int code) implements Code {
    public static final AlertLevel WARNING = new AlertLevel(1);
    public static final AlertLevel FATAL = new AlertLevel(2);

    @Override
    public int width() {
        return 1;
    }

    @Override
    public boolean known() {
        return !name().equals("unknown");
    }

    @Override
    public String name() {
        return switch (code) {
            case 1 -> "warning";
            case 2 -> "fatal";
            default -> "unknown";
        };
    }

    @Override
    public String toString() {
        return name() + " (" + code + ")";
    }
}
