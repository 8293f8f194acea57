package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Certificates as Java reads them. */
final class Certificates {
    private Certificates() {}

    /**
     * @throws CertificateException if it is no certificate
     */
    static X509Certificate parse(Bytes der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }

    /** The common name; the whole name where it has none. */
    static String shortName(X500Principal name) {
        try {
            RDN[] names = X500Name.getInstance(name.getEncoded()).getRDNs(BCStyle.CN);
            return names.length == 0
                    ? name.getName()
                    : IETFUtils.valueToString(names[names.length - 1].getFirst().getValue());
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Java is not as strict with a name as Bouncy Castle is.
            return name.getName();
        }
    }

    static String shortName(X509Certificate certificate) {
        return shortName(certificate.getSubjectX500Principal());
    }
}
