package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.HandshakeType;
import java.util.List;

/**
 * CertificateURL (RFC 6066 §5): where a client's certificates are, in place of them.
 *
 * <pre>
 * enum {
 *     individual_certs(0), pkipath(1), (255)
 * } CertChainType;
 * struct {
 *     CertChainType type;
 *     URLAndHash url_and_hash_list&lt;1..2^16-1&gt;;
 * } CertificateURL;
 * struct {
 *     opaque url&lt;1..2^16-1&gt;;
 *     uint8 padding;                              /&#42; 1 &#42;/
 *     opaque SHA1Hash[20];
 * } URLAndHash;
 * </pre>
 *
 * @param urls never to be fetched, nor trusted as text
 */
public record CertificateUrl(int chainType, List<String> urls) implements HandshakeMessage {
    private static final int SHA1_LENGTH = 20;

    static CertificateUrl read(FieldReader in) {
        return new CertificateUrl(
                (int) in.number("cert_chain_type", 1, CertificateUrl::name),
                in.list("url_and_hash_list", 2, 1, CertificateUrl::readUrl));
    }

    private static String readUrl(FieldReader in) {
        return in.group(
                "url_and_hash",
                entry -> {
                    Bytes url = entry.opaqueVector("url", 2, 1, Value.Text::utf8);
                    entry.u8("one");
                    entry.opaque("sha1_hash", SHA1_LENGTH);
                    return url.utf8();
                },
                Value.Text::new);
    }

    private static Value name(long type) {
        return Value.Coded.octet(
                switch ((int) type) {
                    case 0 -> "individual_certs";
                    case 1 -> "pkipath";
                    default -> null;
                },
                type);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_URL;
    }
}
