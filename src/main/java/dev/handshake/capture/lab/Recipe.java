package dev.handshake.capture.lab;

import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.jspecify.annotations.Nullable;

/**
 * What a lab's server takes, and what it shows.
 *
 * @param versions the newest first
 * @param suites in its own order of preference
 * @param groups for key exchange
 * @param server its key and certificate
 * @param chain what it sends after its own certificate
 * @param staple the OCSP response that it brings, or null
 */
record Recipe(
        List<ProtocolVersion> versions,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        Identity server,
        List<X509CertificateHolder> chain,
        @Nullable OCSPResp staple) {
    Recipe {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        chain = List.copyOf(chain);
    }
}
