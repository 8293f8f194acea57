package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * Whether a certificate insists on a staple (RFC 7633 §4): its features are the extensions that a
 * server must answer with; status_request is 5, status_request_v2 is 17.
 *
 * <pre>
 * Features ::= SEQUENCE OF INTEGER
 * </pre>
 */
final class MustStaple {
    private static final String FEATURES = "1.3.6.1.5.5.7.1.24";
    private static final int STATUS_REQUEST = 5;
    private static final int STATUS_REQUEST_V2 = 17;

    private MustStaple() {}

    static boolean isOf(X509Certificate certificate) {
        Optional<Bytes> features = Certificates.extension(certificate, FEATURES);
        try {
            if (features.isPresent()) {
                for (ASN1Encodable feature : ASN1Sequence.getInstance(features.get().toArray())) {
                    ASN1Integer number = ASN1Integer.getInstance(feature);
                    if (number.hasValue(STATUS_REQUEST) || number.hasValue(STATUS_REQUEST_V2)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
