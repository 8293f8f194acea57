package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * pre_shared_key (RFC 9846 §4.3.11).
 *
 * @param identities the client's offer; empty in a ServerHello
 * @param binders one for each identity
 * @param selectedIdentity the server's choice; -1 in a ClientHello
 */
public record PreSharedKey(List<Bytes> identities, List<Bytes> binders, int selectedIdentity)
        implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.PRE_SHARED_KEY;
    }
}
