package dev.handshake.message.extension;

import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;

/**
 * supported_versions (RFC 9846 §4.3.1).
 *
 * @param versions in order of preference; the server sends one
 */
public record SupportedVersions(List<ProtocolVersion> versions) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.SUPPORTED_VERSIONS;
    }
}
