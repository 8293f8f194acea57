package dev.handshake.message;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.HandshakeType;

/**
 * NextProtocol (draft-agl-tls-nextprotoneg-04 §3), what came before ALPN.
 *
 * <pre>
 * struct {
 *     opaque selected_protocol&lt;0..255&gt;;
 *     opaque padding&lt;0..255&gt;;
 * } NextProtocol;
 * </pre>
 *
 * @param selectedProtocol as UTF-8 text
 */
public record NextProtocol(String selectedProtocol) implements HandshakeMessage {
    static NextProtocol read(FieldReader in) {
        String protocol = in.opaqueVector("selected_protocol", 1, 0, Value.Text::utf8).utf8();
        in.opaqueVector("padding", 1, 0);
        return new NextProtocol(protocol);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.NEXT_PROTOCOL;
    }
}
