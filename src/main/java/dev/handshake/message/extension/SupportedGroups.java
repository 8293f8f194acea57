package dev.handshake.message.extension;

import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.NamedGroup;
import java.util.List;

/** supported_groups (RFC 9846 §4.3.7). */
public record SupportedGroups(List<NamedGroup> groups) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.SUPPORTED_GROUPS;
    }
}
