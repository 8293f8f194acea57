package dev.handshake.verify;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether signatures lead from a server's certificate to a trusted root (RFC 5280 §6): by Java's
 * PKIX, over what the server sent in whatever order, without asking the network. Whether it is
 * still valid is another question ({@link ValidityCheck}): a chain that only came too late is
 * judged for a moment when it held.
 */
final class ChainCheck {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private final List<X509Certificate> sent;
    private final X509Certificate leaf;
    private final Trust trust;
    private final Instant at;

    /**
     * @param finding what it came to
     * @param path from the server's certificate to the root, or only the first where no path was
     *     found
     */
    record Outcome(Finding finding, List<X509Certificate> path) {}

    private record Path(List<X509Certificate> below, X509Certificate root) {
        List<X509Certificate> all() {
            return Stream.concat(below.stream(), Stream.of(root)).toList();
        }
    }

    ChainCheck(List<X509Certificate> sent, Trust trust, Instant at) {
        this.sent = List.copyOf(sent);
        this.leaf = sent.getFirst();
        this.trust = trust;
        this.at = at;
    }

    /**
     * @param word says where the trust comes from: {@code platform}, {@code lab}, {@code given}
     */
    Outcome run(String word) {
        if (trust.roots().contains(leaf)) {
            return new Outcome(pass(word, leaf), List.of(leaf));
        }
        for (Instant moment : moments()) {
            Optional<Path> path = build(moment).or(() -> walkHolds(moment));
            if (path.isPresent()) {
                X509Certificate root = path.get().root();
                Finding finding = servesServers() ? pass(word, root) : fail("purpose", leaf);
                return new Outcome(finding, path.get().all());
            }
        }
        return new Outcome(diagnosis(), List.of(leaf));
    }

    private static Finding pass(String word, X509Certificate root) {
        return Finding.of(
                Verdict.Check.CHAIN, Verdict.Result.PASS, word, Certificates.shortName(root));
    }

    private static Finding fail(String word, X509Certificate culprit) {
        return Finding.of(
                Verdict.Check.CHAIN, Verdict.Result.FAIL, word, Certificates.shortName(culprit));
    }

    /** The handshake's moment, and those at which the sent certificates may all have been valid. */
    private List<Instant> moments() {
        List<Instant> moments = new ArrayList<>(List.of(at));
        moments.add(leaf.getNotAfter().toInstant());
        moments.add(leaf.getNotBefore().toInstant());
        sent.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .ifPresent(moments::add);
        sent.stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .max(Comparator.naturalOrder())
                .ifPresent(moments::add);
        return moments.stream().distinct().toList();
    }

    private Optional<Path> build(Instant moment) {
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(leaf);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(trust.anchors(), target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(moment));
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(sent)));
            PKIXCertPathBuilderResult built =
                    (PKIXCertPathBuilderResult)
                            CertPathBuilder.getInstance("PKIX").build(parameters);
            return Optional.of(
                    new Path(
                            certificates(built.getCertPath()),
                            built.getTrustAnchor().getTrustedCert()));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /**
     * The path by names alone, if it holds: the builder passes over roots that are not valid at the
     * moment, the validator does not mind.
     */
    private Optional<Path> walkHolds(Instant moment) {
        List<X509Certificate> walk = walk();
        return trust.named(walk.getLast().getIssuerX500Principal())
                .filter(root -> flawAt(moment, walk, root).isEmpty())
                .map(root -> new Path(walk, root));
    }

    private boolean servesServers() {
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            return purposes == null
                    || purposes.contains(SERVER_AUTH)
                    || purposes.contains(ANY_PURPOSE);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    // -- why there is no path

    private Finding diagnosis() {
        List<X509Certificate> walk = walk();
        X509Certificate top = walk.getLast();
        Optional<X509Certificate> root = trust.named(top.getIssuerX500Principal());
        if (root.isPresent()) {
            return flaw(walk, root.get());
        }
        if (isSelfIssued(leaf)) {
            return fail("self_signed", leaf);
        }
        if (isSelfIssued(top)) {
            return fail("untrusted_root", top);
        }
        return Finding.of(
                Verdict.Check.CHAIN,
                Verdict.Result.FAIL,
                "issuer_unknown",
                Certificates.shortName(top.getIssuerX500Principal()));
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
    }

    /** The sent certificates by their names, from the server's up, as far as they go. */
    private List<X509Certificate> walk() {
        List<X509Certificate> walk = new ArrayList<>(List.of(leaf));
        while (!isSelfIssued(walk.getLast())
                && trust.named(walk.getLast().getIssuerX500Principal()).isEmpty()) {
            X509Certificate current = walk.getLast();
            Optional<X509Certificate> issuer =
                    sent.stream()
                            .filter(it ->
                                    it.getSubjectX500Principal()
                                            .equals(current.getIssuerX500Principal()))
                            .filter(it -> !walk.contains(it))
                            .findFirst();
            if (issuer.isEmpty()) {
                break;
            }
            walk.add(issuer.get());
        }
        return walk;
    }

    /** Names lead to a trusted root, but something on the way does not hold. */
    private Finding flaw(List<X509Certificate> walk, X509Certificate root) {
        return moments().stream()
                .flatMap(moment -> flawAt(moment, walk, root).stream())
                .filter(flaw -> !isTime(flaw))
                .findFirst()
                .map(flaw ->
                        fail(
                                word(flaw.getReason()),
                                flaw.getIndex() < 0 ? leaf : walk.get(flaw.getIndex())))
                .orElseGet(() -> fail("never_valid", leaf));
    }

    private static Optional<CertPathValidatorException> flawAt(
            Instant moment, List<X509Certificate> walk, X509Certificate root) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(moment));
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(walk);
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(e);
        } catch (GeneralSecurityException e) {
            return Optional.of(new CertPathValidatorException(e));
        }
    }

    private static boolean isTime(CertPathValidatorException flaw) {
        return flaw.getReason() == CertPathValidatorException.BasicReason.EXPIRED
                || flaw.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID;
    }

    private static String word(CertPathValidatorException.Reason reason) {
        if (reason == CertPathValidatorException.BasicReason.INVALID_SIGNATURE) {
            return "signature";
        }
        if (reason == CertPathValidatorException.BasicReason.ALGORITHM_CONSTRAINED) {
            return "weak_algorithm";
        }
        if (reason == PKIXReason.NOT_CA_CERT || reason == PKIXReason.INVALID_KEY_USAGE) {
            return "not_authority";
        }
        if (reason == PKIXReason.PATH_TOO_LONG) {
            return "path_too_long";
        }
        return reason == PKIXReason.INVALID_NAME ? "name_constraints" : "other";
    }

    private static List<X509Certificate> certificates(CertPath path) {
        return path.getCertificates().stream()
                .flatMap(it -> it instanceof X509Certificate x ? Stream.of(x) : Stream.empty())
                .toList();
    }
}
