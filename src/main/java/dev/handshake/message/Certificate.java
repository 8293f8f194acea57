package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.message.extension.Carrier;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.registry.HandshakeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Certificate of TLS 1.2 (RFC 5246 §7.4.2) and 1.3 (RFC 9846 §4.5.1).
 *
 * <pre>
 * opaque ASN.1Cert&lt;1..2^24-1&gt;;                      /&#42; TLS 1.2 &#42;/
 * struct {
 *     ASN.1Cert certificate_list&lt;0..2^24-1&gt;;
 * } Certificate;
 * struct {                                        /&#42; TLS 1.3 &#42;/
 *     opaque certificate_request_context&lt;0..2^8-1&gt;;
 *     CertificateEntry certificate_list&lt;0..2^24-1&gt;;
 * } Certificate;
 * </pre>
 *
 * @param requestContext empty in TLS 1.2
 */
public record Certificate(Bytes requestContext, List<Entry> entries) implements HandshakeMessage {
    /**
     * One certificate of the chain.
     *
     * <pre>
     * struct {
     *     opaque cert_data&lt;1..2^24-1&gt;;
     *     Extension extensions&lt;0..2^16-1&gt;;           /&#42; TLS 1.3 &#42;/
     * } CertificateEntry;
     * </pre>
     *
     * @param der as it was sent
     * @param certificate what could be read of it; null where it is no certificate, but a raw
     *     public key (RFC 7250) or broken, and where it was read quietly
     * @param extensions empty in TLS 1.2
     */
    public record Entry(Bytes der, @Nullable X509 certificate, List<Extension> extensions)
            implements Extensions {
        private static Entry read(FieldReader in, HandshakeContext context) {
            return in.group(
                    "certificate",
                    entry -> {
                        Entry bare = entry.vector("cert_data", 3, 0, Entry::readData, Entry::value);
                        return context.isTls13()
                                ? new Entry(
                                        bare.der,
                                        bare.certificate,
                                        Extension.readList(entry, Carrier.CERTIFICATE))
                                : bare;
                    },
                    Entry::value);
        }

        private static Entry readData(FieldReader in) {
            Bytes der = in.peekRest();
            Entry read = in.detail(der.length(), Entry::readDer);
            return read == null ? new Entry(der, null, List.of()) : read;
        }

        private static Entry readDer(FieldReader in) {
            Bytes der = in.peekRest();
            if (PublicKeyInfo.begins(der)) {
                PublicKeyInfo.read(in, "subject_public_key_info");
                return new Entry(der, null, List.of());
            }
            return new Entry(der, X509.read(in), List.of());
        }

        private Value value() {
            return certificate == null
                    ? new Value.Struct()
                    : new Value.Text(certificate.commonName());
        }
    }

    static Certificate read(FieldReader in, HandshakeContext context) {
        return new Certificate(
                context.isTls13()
                        ? in.opaqueVector("certificate_request_context", 1, 0)
                        : Bytes.EMPTY,
                in.list("certificate_list", 3, 0, entry -> Entry.read(entry, context)));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE;
    }
}
