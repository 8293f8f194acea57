package dev.handshake.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Whether signatures lead from a server's certificate to a trusted root (RFC 5280 §6), over what
 * the server sent in whatever order, without asking the network. Of several ways the one that holds
 * is taken, and of those one whose certificates are all valid; whether they are is another question
 * ({@link ValidityCheck}).
 */
final class ChainCheck {
    private static final String ACCESS = "1.3.6.1.5.5.7.1.1";

    private final SentChain sent;
    private final X509Certificate leaf;
    private final Trust trust;
    private final Instant at;

    /**
     * @param finding what it came to
     * @param path from the server's certificate as far up as signatures lead
     * @param anchored whether it ends at what is trusted
     */
    record Outcome(Finding finding, List<X509Certificate> path, boolean anchored) {}

    private record Judged(CertificatePath path, Optional<Flaw> flaw, boolean valid) {
        boolean holds() {
            return path.isAnchored() && flaw.isEmpty();
        }
    }

    /**
     * What holds before what does not; then what is valid; then what leads furthest; then short.
     */
    private static final Comparator<Judged> BEST =
            Comparator.comparing(Judged::holds, Comparator.reverseOrder())
                    .thenComparing(it -> it.path.isAnchored(), Comparator.reverseOrder())
                    .thenComparing(Judged::valid, Comparator.reverseOrder())
                    .thenComparing(it -> it.path.end() == CertificatePath.End.BAD_SIGNATURE)
                    .thenComparingInt(it ->
                            it.path.isAnchored()
                                    ? it.path.certificates().size()
                                    : -it.path.certificates().size());

    ChainCheck(SentChain sent, Trust trust, Instant at) {
        this.sent = sent;
        this.leaf = sent.leaf();
        this.trust = trust;
        this.at = at;
    }

    /**
     * @param word says where the trust comes from: {@code platform}, {@code lab}, {@code given}
     * @param strictOrder whether each certificate must certify the one before it, as TLS 1.2 wants
     *     it (RFC 5246 §7.4.2); TLS 1.3 only advises it (RFC 9846 §4.5.1)
     */
    Outcome run(String word, boolean strictOrder) {
        Judged best =
                new PathSearch(sent.certificates(), trust)
                        .from(leaf).stream().map(this::judge).min(BEST).orElseThrow();
        List<X509Certificate> path = best.path.certificates();
        Finding finding =
                best.flaw
                        .map(this::fail)
                        .orElseGet(() ->
                                best.path.isAnchored()
                                        ? pass(path, word, strictOrder)
                                        : lost(best.path));
        return new Outcome(finding, path, best.path.isAnchored());
    }

    private Judged judge(CertificatePath path) {
        return new Judged(
                path,
                path.isAnchored() ? new PathRules(path.certificates()).flaw() : Optional.empty(),
                path.isValid(at));
    }

    /** What each of the sent certificates is there for. */
    List<Role> roles(List<X509Certificate> path) {
        return sent.certificates().stream()
                .map(it -> it.equals(leaf) ? Role.LEAF : role(it, path))
                .toList();
    }

    private Role role(X509Certificate one, List<X509Certificate> path) {
        if (trust.roots().contains(one) || Certificates.isSelfIssued(one)) {
            return Role.ROOT;
        }
        boolean alsoRoot =
                Stream.concat(
                                trust.named(one.getSubjectX500Principal()).stream(),
                                sent.certificates().stream())
                        .filter(Certificates::isSelfIssued)
                        .anyMatch(root -> Certificates.isSameEntity(root, one));
        if (alsoRoot) {
            return Role.CROSS_SIGNED;
        }
        return path.contains(one) ? Role.INTERMEDIATE : Role.NOT_USED;
    }

    // -- a path that holds

    private Finding pass(List<X509Certificate> path, String word, boolean strictOrder) {
        String root = Certificates.shortName(path.getLast());
        List<Integer> places =
                path.stream().map(sent.certificates()::indexOf).filter(i -> i >= 0).toList();
        boolean ordered =
                IntStream.range(1, places.size()).allMatch(i -> places.get(i) > places.get(i - 1));
        Finding finding =
                ordered
                        ? finding(Verdict.Result.PASS, word, root)
                        : strictOrder
                                ? finding(Verdict.Result.WARNING, "out_of_order_strict", root)
                                : finding(Verdict.Result.PASS, "out_of_order", root);
        return finding.on(path.stream().flatMap(it -> sent.ground(it).stream()).toList());
    }

    // -- one that does not

    private Finding fail(Flaw flaw) {
        List<Object> args = new ArrayList<>(List.of(Certificates.shortName(flaw.culprit())));
        args.addAll(flaw.args());
        return finding(Verdict.Result.FAIL, flaw.word(), args.toArray())
                .on(sent.ground(flaw.culprit(), flaw.place().toArray(String[]::new)));
    }

    /** No way leads to a trusted root. */
    private Finding lost(CertificatePath path) {
        X509Certificate top = path.top();
        return switch (path.end()) {
            case ANCHORED -> throw new IllegalStateException("it leads to a root");
            case SELF_ISSUED ->
                    fail(Flaw.of(top.equals(leaf) ? "self_signed" : "untrusted_root", top));
            case BAD_SIGNATURE ->
                    fail(Flaw.of("signature", top, "signature_value").saying(issuerName(top)));
            case UNKNOWN_ALGORITHM ->
                    fail(
                            Flaw.of("unknown_algorithm", top, "signature_algorithm")
                                    .saying(top.getSigAlgName()));
            case TOO_LONG -> fail(Flaw.of("no_end", leaf));
            case NO_ISSUER -> noIssuer(top);
        };
    }

    private Finding noIssuer(X509Certificate top) {
        Finding finding =
                whereIssuerIs(top)
                        .map(place ->
                                finding(
                                        Verdict.Result.FAIL,
                                        "issuer_elsewhere",
                                        issuerName(top),
                                        place))
                        .orElseGet(() ->
                                finding(Verdict.Result.FAIL, "issuer_unknown", issuerName(top)));
        return finding.on(sent.ground(top, "issuer")).on(sent.ground(top, "authority_info_access"));
    }

    private static String issuerName(X509Certificate certificate) {
        return Certificates.shortName(certificate.getIssuerX500Principal());
    }

    /** Where the certificate says that its issuer's can be had (RFC 5280 §4.2.2.1). */
    private static Optional<String> whereIssuerIs(X509Certificate certificate) {
        try {
            return Certificates.extension(certificate, ACCESS)
                    .map(der -> AuthorityInformationAccess.getInstance(der.toArray()))
                    .stream()
                    .flatMap(access -> Stream.of(access.getAccessDescriptions()))
                    .filter(it -> it.getAccessMethod().equals(AccessDescription.id_ad_caIssuers))
                    .map(AccessDescription::getAccessLocation)
                    .filter(it -> it.getTagNo() == GeneralName.uniformResourceIdentifier)
                    .map(it -> Certificates.cut(it.getName().toString()))
                    .findFirst();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static Finding finding(Verdict.Result result, String word, Object... args) {
        return Finding.of(Verdict.Check.CHAIN, result, word, args);
    }
}
