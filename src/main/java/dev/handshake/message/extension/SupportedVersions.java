package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;

/**
 * supported_versions (RFC 9846 §4.3.1).
 *
 * <pre>
 * struct {
 *     select (Handshake.msg_type) {
 *         case client_hello:
 *              ProtocolVersion versions&lt;2..254&gt;;
 *         case server_hello: /&#42; and HelloRetryRequest &#42;/
 *              ProtocolVersion selected_version;
 *     };
 * } SupportedVersions;
 * </pre>
 *
 * @param versions in order of preference; the server sends one
 */
public record SupportedVersions(List<ProtocolVersion> versions) implements Extension {
    static SupportedVersions read(FieldReader in, Carrier carrier) {
        return new SupportedVersions(
                carrier == Carrier.CLIENT_HELLO
                        ? in.list("versions", 1, 2, SupportedVersions::readVersion)
                        : List.of(in.code16("selected_version", ProtocolVersion::new)));
    }

    private static ProtocolVersion readVersion(FieldReader in) {
        return in.code16("protocol_version", ProtocolVersion::new);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SUPPORTED_VERSIONS;
    }

    @Override
    public Value value() {
        return versions.size() == 1
                ? Value.Coded.of(versions.getFirst())
                : new Value.Items(versions.size());
    }
}
