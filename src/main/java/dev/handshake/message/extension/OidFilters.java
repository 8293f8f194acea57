package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.message.Der;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * oid_filters (RFC 9846 §4.3.5): what a client's certificate is to have.
 *
 * <pre>
 * struct {
 *     opaque certificate_extension_oid&lt;1..2^8-1&gt;;
 *     opaque certificate_extension_values&lt;0..2^16-1&gt;;
 * } OIDFilter;
 * struct {
 *     OIDFilter filters&lt;0..2^16-1&gt;;
 * } OIDFilterExtension;
 * </pre>
 *
 * @param oids DER
 */
public record OidFilters(List<Bytes> oids) implements Extension {
    static OidFilters read(FieldReader in) {
        return new OidFilters(in.list("filters", 2, 0, OidFilters::readFilter));
    }

    /** One filter; what it returns is the identifier's DER. */
    public static Bytes readFilter(FieldReader in) {
        return in.group(
                "oid_filter",
                filter -> {
                    Bytes oid = readDer(filter, "certificate_extension_oid", 1, 1);
                    readDer(filter, "certificate_extension_values", 2, 0);
                    return oid;
                },
                Value.Opaque::new);
    }

    private static Bytes readDer(FieldReader in, String key, int lengthWidth, int least) {
        return in.vector(
                key,
                lengthWidth,
                least,
                der -> {
                    Bytes bytes = der.peekRest();
                    if (!bytes.isEmpty()) {
                        der.detail(bytes.length(), Der::any);
                    }
                    return bytes;
                },
                Value.Opaque::new);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.OID_FILTERS;
    }

    @Override
    public Value value() {
        return new Value.Items(oids.size());
    }
}
