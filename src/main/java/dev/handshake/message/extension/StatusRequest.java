package dev.handshake.message.extension;

import dev.handshake.message.OcspResponse;
import dev.handshake.registry.ExtensionType;
import org.jspecify.annotations.Nullable;

/**
 * status_request (RFC 6066 §8; in a TLS 1.3 certificate entry RFC 9846 §4.5.1.1).
 *
 * @param response the staple in a TLS 1.3 certificate entry; null in hellos
 */
public record StatusRequest(@Nullable OcspResponse response) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.STATUS_REQUEST;
    }
}
