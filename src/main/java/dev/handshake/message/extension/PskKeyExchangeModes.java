package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * psk_key_exchange_modes (RFC 9846 §4.3.9).
 *
 * <pre>
 * enum { psk_ke(0), psk_dhe_ke(1), (255) } PskKeyExchangeMode;
 * struct {
 *     PskKeyExchangeMode ke_modes&lt;1..255&gt;;
 * } PskKeyExchangeModes;
 * </pre>
 */
public record PskKeyExchangeModes(List<Integer> modes) implements Extension {
    static PskKeyExchangeModes read(FieldReader in) {
        return new PskKeyExchangeModes(in.list("ke_modes", 1, 1, PskKeyExchangeModes::readMode));
    }

    private static int readMode(FieldReader in) {
        return (int) in.number("psk_key_exchange_mode", 1, PskKeyExchangeModes::name);
    }

    private static Value name(long mode) {
        return Value.Coded.octet(
                switch ((int) mode) {
                    case 0 -> "psk_ke";
                    case 1 -> "psk_dhe_ke";
                    default -> null;
                },
                mode);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.PSK_KEY_EXCHANGE_MODES;
    }

    @Override
    public Value value() {
        return new Value.Items(modes.size());
    }
}
