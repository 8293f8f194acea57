package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * token_binding (RFC 8472 §2).
 *
 * <pre>
 * struct {
 *     uint8 major;
 *     uint8 minor;
 * } TB_ProtocolVersion;
 * enum {
 *     rsa2048_pkcs1.5(0), rsa2048_pss(1), ecdsap256(2), (255)
 * } TokenBindingKeyParameters;
 * struct {
 *     TB_ProtocolVersion token_binding_version;
 *     TokenBindingKeyParameters key_parameters_list&lt;1..2^8-1&gt;
 * } TokenBindingParameters;
 * </pre>
 */
public record TokenBinding(int major, int minor, List<Integer> keyParameters) implements Extension {
    static TokenBinding read(FieldReader in) {
        return new TokenBinding(
                in.u8("major"),
                in.u8("minor"),
                in.list(
                        "key_parameters_list",
                        1,
                        1,
                        one -> (int) one.number("key_parameters", 1, TokenBinding::name)));
    }

    private static Value name(long parameters) {
        return Value.Coded.octet(
                switch ((int) parameters) {
                    case 0 -> "rsa2048_pkcs1.5";
                    case 1 -> "rsa2048_pss";
                    case 2 -> "ecdsap256";
                    default -> null;
                },
                parameters);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.TOKEN_BINDING;
    }

    @Override
    public Value value() {
        return new Value.Text(major + "." + minor);
    }
}
