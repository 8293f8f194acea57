package dev.handshake.message.extension;

import dev.handshake.registry.ExtensionType;

/**
 * server_name (RFC 6066 §3).
 *
 * @param hostName empty in the server's answer, or where no host_name is in the list
 */
public record ServerName(String hostName) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.SERVER_NAME;
    }
}
