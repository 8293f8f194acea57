package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates of a message that could be read, and where in it they stood.
 *
 * @param certificates the server's own first; never empty
 * @param positions of each, from 0
 */
record SentChain(List<X509Certificate> certificates, List<Integer> positions) {
    SentChain {
        certificates = List.copyOf(certificates);
        positions = List.copyOf(positions);
    }

    /**
     * @param ders as sent
     * @throws CertificateException if the first is no certificate
     */
    static SentChain parse(List<Bytes> ders) throws CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < ders.size(); i++) {
            try {
                certificates.add(Certificates.parse(ders.get(i)));
                positions.add(i);
            } catch (CertificateException e) {
                if (i == 0) {
                    throw e;
                }
            }
        }
        return new SentChain(certificates, positions);
    }

    X509Certificate leaf() {
        return certificates.getFirst();
    }

    /** A place in one of these certificates; none in one that was not sent. */
    List<Ground> ground(X509Certificate certificate, String... path) {
        int index = certificates.indexOf(certificate);
        return index < 0 ? List.of() : List.of(Ground.certificate(positions.get(index), path));
    }
}
