package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/** For which names an authority may issue certificates (RFC 5280 §4.2.1.10). */
final class NameConstraintsCheck {
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final String SUBJECT_ALT_NAME = "2.5.29.17";

    private final PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
    private final boolean readable;

    private NameConstraintsCheck(Bytes extension) {
        this.readable = read(extension);
    }

    /** What an authority's certificate allows; empty if it does not say. */
    static Optional<NameConstraintsCheck> of(X509Certificate authority) {
        return Certificates.extension(authority, NAME_CONSTRAINTS).map(NameConstraintsCheck::new);
    }

    private boolean read(Bytes extension) {
        try {
            NameConstraints constraints = NameConstraints.getInstance(extension.toArray());
            if (constraints.getPermittedSubtrees() != null) {
                validator.intersectPermittedSubtree(constraints.getPermittedSubtrees());
            }
            if (constraints.getExcludedSubtrees() != null) {
                for (GeneralSubtree subtree : constraints.getExcludedSubtrees()) {
                    validator.addExcludedSubtree(subtree);
                }
            }
            return true;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }

    /** Whether every name of the certificate lies in what is permitted, and none in the rest. */
    boolean allows(X509Certificate certificate) {
        if (!readable) {
            return false;
        }
        try {
            X500Name subject =
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
            if (subject.getRDNs().length > 0) {
                validator.checkPermittedDN(subject);
                validator.checkExcludedDN(subject);
            }
            Optional<Bytes> names = Certificates.extension(certificate, SUBJECT_ALT_NAME);
            if (names.isPresent()) {
                for (GeneralName name :
                        GeneralNames.getInstance(names.get().toArray()).getNames()) {
                    validator.checkPermitted(name);
                    validator.checkExcluded(name);
                }
            }
            return true;
        } catch (NameConstraintValidatorException
                | IllegalArgumentException
                | IllegalStateException e) {
            return false;
        }
    }
}
