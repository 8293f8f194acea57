package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Origin;
import dev.handshake.message.OcspResponse;
import dev.handshake.message.PublicKeyInfo;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
     * What a chain came to.
     *
     * @param roles what each certificate is there for, as sent; what is none is not used
     */
    public record Judgement(List<Finding> findings, List<Role> roles) {
        public Judgement {
            findings = List.copyOf(findings);
            roles = List.copyOf(roles);
        }
    }

    /** Judges certificates whose order does not matter, as in TLS 1.3 (RFC 9846 §4.5.1). */
    public Judgement chain(List<Bytes> chain, Optional<String> sni) {
        return chain(chain, sni, false);
    }

    /**
     * Chain, host name and validity.
     *
     * @param chain DER, as sent, the server's own first
     * @param sni the name that the client asked for
     * @param strictOrder whether each must certify the one before it (RFC 5246 §7.4.2)
     */
    public Judgement chain(List<Bytes> chain, Optional<String> sni, boolean strictOrder) {
        Role[] roles = new Role[chain.size()];
        Arrays.fill(roles, Role.NOT_USED);
        Optional<SentChain> read = parse(chain);
        if (PublicKeyInfo.begins(chain.getFirst())) {
            return new Judgement(Absences.rawPublicKey(), List.of(roles));
        }
        if (read.isEmpty()) {
            return new Judgement(
                    List.of(
                            Finding.of(Verdict.Check.CHAIN, Verdict.Result.FAIL, "no_certificate")
                                    .on(Ground.certificate(0))),
                    List.of(roles));
        }
        SentChain sent = read.get();
        ChainCheck check = new ChainCheck(sent, trust(), at);
        ChainCheck.Outcome outcome = check.run(trustWord(), strictOrder);
        List<Role> known = check.roles(outcome.path());
        for (int i = 0; i < known.size(); i++) {
            roles[sent.positions().get(i)] = known.get(i);
        }
        return new Judgement(
                List.of(
                        outcome.finding(),
                        hostname(sent.leaf(), sni),
                        new ValidityCheck(sent, at).of(outcome.path())),
                List.of(roles));
    }

    /**
     * What the stapled OCSP response proves.
     *
     * @param staple empty where what the server brought is no OCSP response
     */
    public Finding ocsp(List<Bytes> chain, Optional<OcspResponse> staple) {
        return parse(chain)
                .map(sent -> {
                    OcspCheck check = new OcspCheck(sent.leaf(), issuer(sent), at);
                    return staple.map(check::of).orElseGet(check::unreadable);
                })
                .orElseGet(() ->
                        Finding.of(Verdict.Check.OCSP, Verdict.Result.UNKNOWN, "issuer_unknown"));
    }

    /**
     * That the server brought no OCSP response.
     *
     * @param asked whether the client wanted one
     */
    public Finding noOcsp(List<Bytes> chain, boolean asked) {
        return parse(chain)
                .map(sent -> new OcspCheck(sent.leaf(), Optional.empty(), at).missing(asked))
                .orElseGet(() -> Finding.of(Verdict.Check.OCSP, Verdict.Result.ABSENT, "none"));
    }

    /**
     * Signed certificate timestamps (RFC 6962 §3.3): named, not checked against any log.
     *
     * @param sent each as it came in the handshake
     */
    public Finding sct(List<Bytes> chain, List<Bytes> sent, Optional<OcspResponse> staple) {
        return parse(chain)
                .map(it -> TimestampCheck.of(it.leaf(), sent, staple))
                .orElseGet(() -> Finding.of(Verdict.Check.SCT, Verdict.Result.ABSENT, "none"));
    }

    private Finding hostname(X509Certificate leaf, Optional<String> sni) {
        return sni.map(name ->
                        HostnameCheck.of(leaf, name)
                                .on(Ground.clientHello("server_name", "host_name")))
                .or(() ->
                        Optional.ofNullable(origin.host())
                                .map(name -> HostnameCheck.of(leaf, name)))
                .orElseGet(() ->
                        Finding.of(Verdict.Check.HOSTNAME, Verdict.Result.UNKNOWN, "no_host"));
    }

    /** Whoever signed the leaf, trusted or sent. */
    private Optional<X509Certificate> issuer(SentChain sent) {
        X509Certificate leaf = sent.leaf();
        return Stream.concat(
                        trust().named(leaf.getIssuerX500Principal()).stream(),
                        sent.certificates().stream().limit(Limits.CHAIN))
                .filter(it -> it.getSubjectX500Principal().equals(leaf.getIssuerX500Principal()))
                .filter(it -> Certificates.fit(leaf, it) == Certificates.Fit.SIGNED)
                .findFirst();
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

    private static Optional<SentChain> parse(List<Bytes> chain) {
        try {
            return Optional.of(SentChain.parse(chain));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }
}
