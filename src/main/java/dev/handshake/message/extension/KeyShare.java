package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.NamedGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * key_share (RFC 9846 §4.3.8).
 *
 * <pre>
 * struct {
 *     KeyShareEntry client_shares&lt;0..2^16-1&gt;;
 * } KeyShareClientHello;
 * struct {
 *     NamedGroup selected_group;
 * } KeyShareHelloRetryRequest;
 * struct {
 *     KeyShareEntry server_share;
 * } KeyShareServerHello;
 * </pre>
 *
 * @param type two numbers: drafts of TLS 1.3 up to 22 had another
 * @param shares the client's, or the server's one; empty in a HelloRetryRequest
 * @param selectedGroup the group that a HelloRetryRequest asks for; null elsewhere
 */
public record KeyShare(ExtensionType type, List<Entry> shares, @Nullable NamedGroup selectedGroup)
        implements Extension {
    public KeyShare(List<Entry> shares, @Nullable NamedGroup selectedGroup) {
        this(ExtensionType.KEY_SHARE, shares, selectedGroup);
    }

    /**
     * One public value of one group.
     *
     * <pre>
     * struct {
     *     NamedGroup group;
     *     opaque key_exchange&lt;1..2^16-1&gt;;
     * } KeyShareEntry;
     * </pre>
     */
    public record Entry(NamedGroup group, Bytes keyExchange) {
        static Entry read(FieldReader in, String key) {
            return in.group(
                    key,
                    entry ->
                            new Entry(
                                    entry.code16("group", NamedGroup::new),
                                    entry.opaqueVector("key_exchange", 2, 1)),
                    entry -> Value.Coded.of(entry.group));
        }
    }

    static KeyShare read(FieldReader in, ExtensionType type, Carrier carrier) {
        return switch (carrier) {
            case CLIENT_HELLO ->
                    new KeyShare(
                            type,
                            in.list("client_shares", 2, 0, e -> Entry.read(e, "key_share_entry")),
                            null);
            case HELLO_RETRY_REQUEST ->
                    new KeyShare(type, List.of(), in.code16("selected_group", NamedGroup::new));
            case SERVER_HELLO,
                    ENCRYPTED_EXTENSIONS,
                    CERTIFICATE,
                    CERTIFICATE_REQUEST,
                    NEW_SESSION_TICKET ->
                    new KeyShare(type, List.of(Entry.read(in, "server_share")), null);
        };
    }

    @Override
    public Value value() {
        if (selectedGroup != null) {
            return Value.Coded.of(selectedGroup);
        }
        return shares.size() == 1
                ? Value.Coded.of(shares.getFirst().group())
                : new Value.Items(shares.size());
    }
}
