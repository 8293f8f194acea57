package dev.handshake.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A way up from a server's certificate, each certificate signed by the next.
 *
 * @param certificates the server's own first; never empty
 * @param end how it ends
 */
record CertificatePath(List<X509Certificate> certificates, End end) {
    CertificatePath {
        certificates = List.copyOf(certificates);
    }

    enum End {
        /** The last one is trusted. */
        ANCHORED,
        /** The last one names itself as its issuer, and is not trusted. */
        SELF_ISSUED,
        /** Nobody here has the name of the last one's issuer. */
        NO_ISSUER,
        /** Somebody has that name, but not the key. */
        BAD_SIGNATURE,
        /** The last one is signed in a way that cannot be checked here. */
        UNKNOWN_ALGORITHM,
        /** Looking further was given up. */
        TOO_LONG
    }

    X509Certificate leaf() {
        return certificates.getFirst();
    }

    X509Certificate top() {
        return certificates.getLast();
    }

    boolean isAnchored() {
        return end == End.ANCHORED;
    }

    boolean isValid(Instant at) {
        return certificates.stream().allMatch(it -> Certificates.isValid(it, at));
    }
}
