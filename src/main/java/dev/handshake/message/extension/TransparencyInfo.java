package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * transparency_info (RFC 9162 §6.3, §6.5): what logs say about a certificate, in version 2.
 *
 * <pre>
 * opaque SerializedTransItem&lt;1..2^16-1&gt;;
 * struct {
 *     SerializedTransItem trans_item_list&lt;1..2^16-1&gt;;
 * } TransItemList;
 * enum {
 *     x509_entry_v2(0x0100), precert_entry_v2(0x0101), x509_sct_v2(0x0102), precert_sct_v2(0x0103),
 *     signed_tree_head_v2(0x0104), consistency_proof_v2(0x0105), inclusion_proof_v2(0x0106), (65535)
 * } VersionedTransType;
 * struct {
 *     VersionedTransType versioned_type;
 *     select (versioned_type) { } data;
 * } TransItem;
 * </pre>
 *
 * @param types empty in a ClientHello
 */
public record TransparencyInfo(List<Integer> types) implements Extension {
    static TransparencyInfo read(FieldReader in, Carrier carrier) {
        return new TransparencyInfo(
                carrier == Carrier.CLIENT_HELLO
                        ? List.of()
                        : in.list("trans_item_list", 2, 1, TransparencyInfo::readItem));
    }

    private static int readItem(FieldReader in) {
        return in.vector(
                "trans_item",
                2,
                1,
                item -> {
                    int type = (int) item.number("versioned_type", 2, TransparencyInfo::name);
                    item.rest("data");
                    return type;
                },
                type -> name(type));
    }

    private static Value name(long type) {
        return new Value.Coded(
                switch ((int) type) {
                    case 0x0100 -> "x509_entry_v2";
                    case 0x0101 -> "precert_entry_v2";
                    case 0x0102 -> "x509_sct_v2";
                    case 0x0103 -> "precert_sct_v2";
                    case 0x0104 -> "signed_tree_head_v2";
                    case 0x0105 -> "consistency_proof_v2";
                    case 0x0106 -> "inclusion_proof_v2";
                    default -> null;
                },
                (int) type,
                2,
                false);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.TRANSPARENCY_INFO;
    }

    @Override
    public Value value() {
        return new Value.Items(types.size());
    }
}
