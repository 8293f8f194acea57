package dev.handshake.message.extension;

import dev.handshake.registry.ExtensionType;
import java.util.List;

/** psk_key_exchange_modes (RFC 9846 §4.3.9). */
public record PskKeyExchangeModes(List<Integer> modes) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.PSK_KEY_EXCHANGE_MODES;
    }
}
