package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.NamedGroup;
import java.util.List;

/**
 * supported_groups (RFC 9846 §4.3.7).
 *
 * <pre>
 * struct {
 *     NamedGroup named_group_list&lt;2..2^16-1&gt;;
 * } NamedGroupList;
 * </pre>
 */
public record SupportedGroups(List<NamedGroup> groups) implements Extension {
    static SupportedGroups read(FieldReader in) {
        return new SupportedGroups(
                in.list(
                        "named_group_list",
                        2,
                        2,
                        group -> group.code16("named_group", NamedGroup::new)));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SUPPORTED_GROUPS;
    }

    @Override
    public Value value() {
        return new Value.Items(groups.size());
    }
}
