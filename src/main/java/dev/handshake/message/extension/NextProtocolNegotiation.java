package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * next_protocol_negotiation (draft-agl-tls-nextprotoneg-04 §3.1), what came before ALPN: from the
 * server a list of names without a length around it, from the client nothing.
 *
 * @param protocols as UTF-8 text
 */
public record NextProtocolNegotiation(List<String> protocols) implements Extension {
    static NextProtocolNegotiation read(FieldReader in) {
        return new NextProtocolNegotiation(in.elements(Alpn::readName));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.NEXT_PROTOCOL_NEGOTIATION;
    }

    @Override
    public Value value() {
        return protocols.isEmpty()
                ? new Value.Opaque(Bytes.EMPTY)
                : new Value.Text(String.join(", ", protocols));
    }
}
