package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.NamedGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * key_share (RFC 9846 §4.3.8).
 *
 * @param shares the client's, or the server's one; empty in a HelloRetryRequest
 * @param selectedGroup the group that a HelloRetryRequest asks for; null elsewhere
 */
public record KeyShare(List<Entry> shares, @Nullable NamedGroup selectedGroup)
        implements Extension {
    /** One public value of one group. */
    public record Entry(NamedGroup group, Bytes keyExchange) {}

    @Override
    public ExtensionType type() {
        return ExtensionType.KEY_SHARE;
    }
}
