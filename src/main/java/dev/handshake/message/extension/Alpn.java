package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * application_layer_protocol_negotiation (RFC 7301 §3.1).
 *
 * <pre>
 * opaque ProtocolName&lt;1..2^8-1&gt;;
 * struct {
 *     ProtocolName protocol_name_list&lt;2..2^16-1&gt;
 * } ProtocolNameList;
 * </pre>
 *
 * @param protocols names as UTF-8 text, unprintable bytes replaced; the server sends one
 */
public record Alpn(List<String> protocols) implements Extension {
    static Alpn read(FieldReader in) {
        return new Alpn(in.list("protocol_name_list", 2, 2, Alpn::readName));
    }

    static String readName(FieldReader in) {
        return in.opaqueVector("protocol_name", 1, 1, Value.Text::utf8).utf8();
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
    }

    @Override
    public Value value() {
        return new Value.Text(String.join(", ", protocols));
    }
}
