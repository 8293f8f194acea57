package dev.handshake.message.extension;

import dev.handshake.registry.ExtensionType;
import java.util.List;

/** ec_point_formats (RFC 8422 §5.1.2). */
public record EcPointFormats(List<Integer> formats) implements Extension {
    @Override
    public ExtensionType type() {
        return ExtensionType.EC_POINT_FORMATS;
    }
}
