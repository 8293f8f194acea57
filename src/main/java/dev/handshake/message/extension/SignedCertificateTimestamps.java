package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * signed_certificate_timestamp (RFC 6962 §3.3).
 *
 * <pre>
 * opaque SerializedSCT&lt;1..2^16-1&gt;;
 * struct {
 *     SerializedSCT sct_list&lt;1..2^16-1&gt;;
 * } SignedCertificateTimestampList;
 * </pre>
 *
 * @param scts empty in a ClientHello
 */
public record SignedCertificateTimestamps(List<Bytes> scts) implements Extension {
    static SignedCertificateTimestamps read(FieldReader in, Carrier carrier) {
        return new SignedCertificateTimestamps(
                switch (carrier) {
                    case CLIENT_HELLO, CERTIFICATE_REQUEST -> List.of();
                    case SERVER_HELLO,
                            HELLO_RETRY_REQUEST,
                            ENCRYPTED_EXTENSIONS,
                            CERTIFICATE,
                            NEW_SESSION_TICKET ->
                            readList(in);
                });
    }

    /** The list, as the extension of a certificate has it too. */
    public static List<Bytes> readList(FieldReader in) {
        return in.list("sct_list", 2, 1, sct -> sct.opaqueVector("serialized_sct", 2, 1));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP;
    }

    @Override
    public Value value() {
        return scts.isEmpty() ? new Value.Opaque(Bytes.EMPTY) : new Value.Items(scts.size());
    }
}
