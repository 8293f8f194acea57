package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * application_settings (draft-vvv-tls-alps-01 §4): from the client the protocols that it has
 * settings for, from the server its settings.
 *
 * <pre>
 * struct {
 *     ProtocolName supported_protocols&lt;2..2^16-1&gt;;
 * } ApplicationSettingsSupport;
 * </pre>
 *
 * @param type there are two numbers for it
 */
public record ApplicationSettings(ExtensionType type, List<String> protocols, Bytes settings)
        implements Extension {
    static ApplicationSettings read(FieldReader in, ExtensionType type, Carrier carrier) {
        return carrier == Carrier.CLIENT_HELLO
                ? new ApplicationSettings(
                        type, in.list("supported_protocols", 2, 2, Alpn::readName), Bytes.EMPTY)
                : new ApplicationSettings(type, List.of(), in.rest("settings"));
    }

    @Override
    public Value value() {
        return protocols.isEmpty()
                ? new Value.Opaque(settings)
                : new Value.Text(String.join(", ", protocols));
    }
}
