package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.message.DistinguishedName;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * certificate_authorities (RFC 9846 §4.3.4).
 *
 * <pre>
 * opaque DistinguishedName&lt;1..2^16-1&gt;;
 * struct {
 *     DistinguishedName authorities&lt;3..2^16-1&gt;;
 * } CertificateAuthoritiesExtension;
 * </pre>
 *
 * @param authorities as RFC 4514 text
 */
public record CertificateAuthorities(List<String> authorities) implements Extension {
    static CertificateAuthorities read(FieldReader in) {
        return new CertificateAuthorities(
                in.list("authorities", 2, 3, DistinguishedName::readEntry));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.CERTIFICATE_AUTHORITIES;
    }

    @Override
    public Value value() {
        return new Value.Items(authorities.size());
    }
}
