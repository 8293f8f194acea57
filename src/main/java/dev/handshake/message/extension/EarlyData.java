package dev.handshake.message.extension;

import dev.handshake.registry.ExtensionType;

/**
 * early_data (RFC 9846 §4.3.10).
 *
 * @param maxEarlyDataSize bytes, in a NewSessionTicket; -1 elsewhere
 */
public record EarlyData(long maxEarlyDataSize) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.EARLY_DATA;
    }
}
