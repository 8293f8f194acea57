package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import java.io.IOException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1OctetString;

/**
 * The timestamps in a certificate's own extension (RFC 6962 §3.3).
 *
 * <pre>
 * struct {
 *     SerializedSCT sct_list &lt;1..2^16-1&gt;;
 * } SignedCertificateTimestampList;
 * opaque SerializedSCT&lt;1..2^16-1&gt;;
 * </pre>
 */
final class EmbeddedTimestamps {
    private static final String SCT_LIST = "1.3.6.1.4.1.11129.2.4.2";

    private EmbeddedTimestamps() {}

    static int count(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(SCT_LIST);
        if (extension == null) {
            return 0;
        }
        try {
            Bytes list = unwrapped(unwrapped(Bytes.of(extension)));
            int count = 0;
            for (int at = 2; at + 2 <= list.length(); at += 2 + (int) list.number(at, 2)) {
                count++;
            }
            return count;
        } catch (IOException | IllegalArgumentException e) {
            return 0;
        }
    }

    private static Bytes unwrapped(Bytes octetString) throws IOException {
        return Bytes.of(ASN1OctetString.getInstance(octetString.toArray()).getOctets());
    }
}
