package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.message.DistinguishedName;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * trusted_ca_keys (RFC 6066 §6): the authorities that a client has. A server answers with nothing.
 *
 * <pre>
 * struct {
 *     TrustedAuthority trusted_authorities_list&lt;0..2^16-1&gt;;
 * } TrustedAuthorities;
 * struct {
 *     IdentifierType identifier_type;
 *     select (identifier_type) {
 *         case pre_agreed: struct {};
 *         case key_sha1_hash: SHA1Hash;
 *         case x509_name: DistinguishedName;
 *         case cert_sha1_hash: SHA1Hash;
 *     } identifier;
 * } TrustedAuthority;
 * enum {
 *     pre_agreed(0), key_sha1_hash(1), x509_name(2), cert_sha1_hash(3), (255)
 * } IdentifierType;
 * </pre>
 *
 * @param authorities hashes in hexadecimal digits, names as RFC 4514 text
 */
public record TrustedCaKeys(List<String> authorities) implements Extension {
    private static final int SHA1_LENGTH = 20;

    static TrustedCaKeys read(FieldReader in, Carrier carrier) {
        return new TrustedCaKeys(
                carrier == Carrier.CLIENT_HELLO
                        ? in.list("trusted_authorities_list", 2, 0, TrustedCaKeys::readAuthority)
                        : List.of());
    }

    private static String readAuthority(FieldReader in) {
        return in.group(
                "trusted_authority",
                authority -> {
                    long type = authority.number("identifier_type", 1, TrustedCaKeys::typeName);
                    return switch ((int) type) {
                        case 0 -> "";
                        case 1, 3 -> authority.opaque("sha1_hash", SHA1_LENGTH).hex();
                        case 2 -> DistinguishedName.readEntry(authority);
                        default -> throw authority.badValue("identifier_type", type);
                    };
                },
                Value.Text::new);
    }

    private static Value typeName(long type) {
        return Value.Coded.octet(
                switch ((int) type) {
                    case 0 -> "pre_agreed";
                    case 1 -> "key_sha1_hash";
                    case 2 -> "x509_name";
                    case 3 -> "cert_sha1_hash";
                    default -> null;
                },
                type);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.TRUSTED_CA_KEYS;
    }

    @Override
    public Value value() {
        return new Value.Items(authorities.size());
    }
}
