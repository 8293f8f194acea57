package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * ec_point_formats (RFC 8422 §5.1.2).
 *
 * <pre>
 * enum {
 *     uncompressed(0),
 *     deprecated (1..247),
 *     reserved (248..255)
 *     (255)
 * } ECPointFormat;
 * struct {
 *     ECPointFormat ec_point_format_list&lt;1..2^8-1&gt;
 * } ECPointFormatList;
 * </pre>
 */
public record EcPointFormats(List<Integer> formats) implements Extension {
    static EcPointFormats read(FieldReader in) {
        return new EcPointFormats(
                in.list("ec_point_format_list", 1, 1, EcPointFormats::readFormat));
    }

    private static int readFormat(FieldReader in) {
        return (int) in.number("ec_point_format", 1, EcPointFormats::name);
    }

    private static Value name(long format) {
        return Value.Coded.octet(
                switch ((int) format) {
                    case 0 -> "uncompressed";
                    case 1 -> "ansiX962_compressed_prime";
                    case 2 -> "ansiX962_compressed_char2";
                    default -> null;
                },
                format);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.EC_POINT_FORMATS;
    }

    @Override
    public Value value() {
        return new Value.Items(formats.size());
    }
}
