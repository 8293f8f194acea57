package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * pre_shared_key (RFC 9846 §4.3.11).
 *
 * <pre>
 * struct {
 *     opaque identity&lt;1..2^16-1&gt;;
 *     uint32 obfuscated_ticket_age;
 * } PskIdentity;
 * opaque PskBinderEntry&lt;32..255&gt;;
 * struct {
 *     PskIdentity identities&lt;7..2^16-1&gt;;
 *     PskBinderEntry binders&lt;33..2^16-1&gt;;
 * } OfferedPsks;
 * struct {
 *     select (Handshake.msg_type) {
 *         case client_hello: OfferedPsks;
 *         case server_hello: uint16 selected_identity;
 *     };
 * } PreSharedKeyExtension;
 * </pre>
 *
 * @param identities the client's offer; empty in a ServerHello
 * @param binders one for each identity
 * @param selectedIdentity the server's choice; -1 in a ClientHello
 */
public record PreSharedKey(List<Bytes> identities, List<Bytes> binders, int selectedIdentity)
        implements Extension {
    static PreSharedKey read(FieldReader in, Carrier carrier) {
        return carrier == Carrier.CLIENT_HELLO
                ? new PreSharedKey(
                        in.list("identities", 2, 7, PreSharedKey::readIdentity),
                        in.list(
                                "binders",
                                2,
                                33,
                                binder -> binder.opaqueVector("psk_binder_entry", 1, 32)),
                        -1)
                : new PreSharedKey(List.of(), List.of(), in.u16("selected_identity"));
    }

    private static Bytes readIdentity(FieldReader in) {
        return in.group(
                "psk_identity",
                psk -> {
                    Bytes identity = psk.opaqueVector("identity", 2, 1);
                    psk.u32("obfuscated_ticket_age");
                    return identity;
                },
                Value.Opaque::new);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.PRE_SHARED_KEY;
    }

    @Override
    public Value value() {
        return selectedIdentity < 0
                ? new Value.Items(identities.size())
                : new Value.Unsigned(selectedIdentity);
    }
}
