package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * server_name (RFC 6066 §3).
 *
 * <pre>
 * struct {
 *     NameType name_type;
 *     select (name_type) {
 *         case host_name: HostName;
 *     } name;
 * } ServerName;
 * enum { host_name(0), (255) } NameType;
 * opaque HostName&lt;1..2^16-1&gt;;
 * struct {
 *     ServerName server_name_list&lt;1..2^16-1&gt;
 * } ServerNameList;
 * </pre>
 *
 * @param hostName empty in the server's answer, or where no host_name is in the list
 */
public record ServerName(String hostName) implements Extension {
    private static final long HOST_NAME = 0;

    static ServerName read(FieldReader in, Carrier carrier) {
        return switch (carrier) {
            case CLIENT_HELLO, CERTIFICATE_REQUEST ->
                    new ServerName(
                            hostName(in.list("server_name_list", 2, 1, ServerName::readName)));
            case SERVER_HELLO,
                    HELLO_RETRY_REQUEST,
                    ENCRYPTED_EXTENSIONS,
                    CERTIFICATE,
                    NEW_SESSION_TICKET ->
                    new ServerName("");
        };
    }

    private static String hostName(List<String> names) {
        return names.stream().filter(name -> !name.isEmpty()).findFirst().orElse("");
    }

    private static String readName(FieldReader in) {
        return in.group(
                "server_name",
                name -> {
                    long type = name.number("name_type", 1, ServerName::nameType);
                    return type == HOST_NAME
                            ? name.opaqueVector("host_name", 2, 1, Value.Text::utf8).utf8()
                            : other(name);
                },
                host -> new Value.Text(host));
    }

    /** A kind of name that nobody has defined; the length that all kinds are to begin with. */
    private static String other(FieldReader in) {
        in.opaqueVector("name", 2, 0);
        return "";
    }

    private static Value nameType(long type) {
        return Value.Coded.octet(type == HOST_NAME ? "host_name" : null, type);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SERVER_NAME;
    }

    @Override
    public Value value() {
        return hostName.isEmpty() ? new Value.Opaque(Bytes.EMPTY) : new Value.Text(hostName);
    }
}
