package dev.handshake.message.extension;

import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * application_layer_protocol_negotiation (RFC 7301 §3.1).
 *
 * @param protocols names as UTF-8 text, unprintable bytes replaced; the server sends one
 */
public record Alpn(List<String> protocols) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
    }
}
