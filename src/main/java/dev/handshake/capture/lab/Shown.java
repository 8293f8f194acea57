package dev.handshake.capture.lab;

import java.security.PrivateKey;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.jspecify.annotations.Nullable;

/**
 * What a lab's server shows of itself.
 *
 * @param server its certificate and the key that belongs to it
 * @param chain what it sends after its own certificate
 * @param staple the OCSP response that it brings, or null
 * @param signsWith the key with which it signs: its own, unless it is an impostor
 */
record Shown(
        Identity server,
        List<X509CertificateHolder> chain,
        @Nullable OCSPResp staple,
        PrivateKey signsWith) {
    Shown {
        chain = List.copyOf(chain);
    }

    /** A server's certificate and those who vouch for it, from the bottom up. */
    static Shown of(Identity server, Identity... chain) {
        return new Shown(
                server,
                List.of(chain).stream().map(Identity::certificate).toList(),
                null,
                server.key());
    }

    Shown withStaple(OCSPResp response) {
        return new Shown(server, chain, response, signsWith);
    }

    Shown signedWith(PrivateKey other) {
        return new Shown(server, chain, staple, other);
    }
}
