package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Origin;
import dev.handshake.message.OcspResponse;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges a server's certificate as a browser would, without asking the network for anything. */
public final class CertificateChecks {
    private final List<Bytes> anchors;
    private final Instant at;
    private final Origin origin;

    /**
     * @param anchors DER roots to trust; empty for the platform's
     * @param at the moment for which it is judged: that of the handshake
     * @param origin names the host that the client wants, where no SNI does
     */
    public CertificateChecks(List<Bytes> anchors, Instant at, Origin origin) {
        this.anchors = List.copyOf(anchors);
        this.at = at;
        this.origin = origin;
    }

    /**
     * Chain, host name and validity.
     *
     * @param chain DER, as sent, the server's own first
     * @param sni the name that the client asked for
     */
    public List<Finding> chain(List<Bytes> chain, Optional<String> sni) {
        Optional<X509Certificate> leaf = parse(chain.getFirst());
        if (leaf.isEmpty()) {
            return List.of(Finding.of(Verdict.Check.CHAIN, Verdict.Result.FAIL, "no_certificate"));
        }
        ChainCheck.Outcome outcome = new ChainCheck(parseAll(chain), trust(), at).run(trustWord());
        Optional<String> host = sni.or(() -> Optional.ofNullable(origin.host()));
        return List.of(
                outcome.finding(),
                host.map(name -> HostnameCheck.of(leaf.get(), name))
                        .orElseGet(() ->
                                Finding.of(
                                        Verdict.Check.HOSTNAME, Verdict.Result.UNKNOWN, "no_host")),
                ValidityCheck.of(outcome.path(), at));
    }

    /**
     * What the stapled OCSP response proves.
     *
     * @param staple empty where the server brought none
     */
    public Finding ocsp(List<Bytes> chain, Optional<OcspResponse> staple) {
        Optional<X509Certificate> leaf = parse(chain.getFirst());
        if (staple.isEmpty()) {
            return leaf.filter(OcspCheck::isRequired).isPresent()
                    ? Finding.of(Verdict.Check.OCSP, Verdict.Result.FAIL, "required")
                    : Finding.of(Verdict.Check.OCSP, Verdict.Result.ABSENT, "none");
        }
        return leaf.map(it ->
                        new OcspCheck(it, OcspCheck.issuer(it, parseAll(chain), trust()), at)
                                .of(staple.get()))
                .orElseGet(() ->
                        Finding.of(Verdict.Check.OCSP, Verdict.Result.UNKNOWN, "issuer_unknown"));
    }

    /**
     * Signed certificate timestamps (RFC 6962 §3.3): counted, not checked against any log.
     *
     * @param sent how many came in the handshake
     */
    public Finding sct(List<Bytes> chain, int sent) {
        int embedded = parse(chain.getFirst()).map(EmbeddedTimestamps::count).orElse(0);
        return sent + embedded == 0
                ? Finding.of(Verdict.Check.SCT, Verdict.Result.ABSENT, "none")
                : Finding.of(
                        Verdict.Check.SCT, Verdict.Result.UNKNOWN, "not_checked", sent + embedded);
    }

    private Trust trust() {
        return anchors.isEmpty() ? Trust.platform() : Trust.only(anchors);
    }

    private String trustWord() {
        if (anchors.isEmpty()) {
            return "platform";
        }
        // Whoever saved a file may have put any root into it.
        String other = origin.kind() == Origin.Kind.CAPTURE ? "file" : "given";
        return origin.isLab() ? "lab" : other;
    }

    private static Optional<X509Certificate> parse(Bytes der) {
        try {
            return Optional.of(Certificates.parse(der));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    private static List<X509Certificate> parseAll(List<Bytes> chain) {
        List<X509Certificate> parsed = new ArrayList<>();
        chain.forEach(der -> parse(der).ifPresent(parsed::add));
        return parsed;
    }
}
