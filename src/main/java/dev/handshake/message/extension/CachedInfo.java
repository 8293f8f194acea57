package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.ArrayList;
import java.util.List;

/**
 * cached_info (RFC 7924 §3).
 *
 * <pre>
 * enum { cert(1), cert_req(2), (255) } CachedInformationType;
 * struct {
 *     select (type) {
 *         case client:
 *             CachedInformationType type;
 *             opaque hash_value&lt;1..255&gt;;
 *         case server:
 *             CachedInformationType type;
 *     } body;
 * } CachedObject;
 * struct {
 *     CachedObject cached_info&lt;1..2^16-1&gt;;
 * } CachedInformation;
 * </pre>
 *
 * @param hashes empty in an answer
 */
public record CachedInfo(List<Integer> types, List<Bytes> hashes) implements Extension {
    static CachedInfo read(FieldReader in, Carrier carrier) {
        List<Bytes> hashes = new ArrayList<>();
        List<Integer> types =
                in.list(
                        "cached_info_list",
                        2,
                        1,
                        list -> readObject(list, carrier == Carrier.CLIENT_HELLO, hashes));
        return new CachedInfo(types, List.copyOf(hashes));
    }

    private static int readObject(FieldReader in, boolean withHash, List<Bytes> hashes) {
        return in.group(
                "cached_object",
                object -> {
                    int type = (int) object.number("cached_information_type", 1, CachedInfo::name);
                    if (withHash) {
                        hashes.add(object.opaqueVector("hash_value", 1, 1));
                    }
                    return type;
                },
                type -> name(type));
    }

    private static Value name(long type) {
        return Value.Coded.octet(
                switch ((int) type) {
                    case 1 -> "cert";
                    case 2 -> "cert_req";
                    default -> null;
                },
                type);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.CACHED_INFO;
    }

    @Override
    public Value value() {
        return new Value.Items(types.size());
    }
}
