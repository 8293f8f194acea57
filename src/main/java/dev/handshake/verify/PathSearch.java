package dev.handshake.verify;

import dev.handshake.capture.Limits;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks for ways from a certificate up to trusted roots, over what the server sent in whatever
 * order, by names and signatures (RFC 5280 §6.1; RFC 4158). It asks the network for nothing.
 */
final class PathSearch {
    private final List<X509Certificate> sent;
    private final Trust trust;
    private final Map<Link, Certificates.Fit> known = new HashMap<>();
    private final List<CertificatePath> found = new ArrayList<>();

    private record Link(X509Certificate subject, X509Certificate issuer) {}

    PathSearch(List<X509Certificate> sent, Trust trust) {
        this.sent = sent.stream().distinct().limit(Limits.CHAIN).toList();
        this.trust = trust;
    }

    /** Every way that it finds, those that lead nowhere too; at least one. */
    List<CertificatePath> from(X509Certificate leaf) {
        found.clear();
        extend(List.of(leaf));
        return List.copyOf(found);
    }

    private void extend(List<X509Certificate> path) {
        X509Certificate top = path.getLast();
        if (trust.roots().contains(top)) {
            end(path, CertificatePath.End.ANCHORED);
            return;
        }
        List<X509Certificate> named = candidates(path);
        if (named.isEmpty()) {
            end(
                    path,
                    Certificates.isSelfIssued(top)
                            ? CertificatePath.End.SELF_ISSUED
                            : CertificatePath.End.NO_ISSUER);
            return;
        }
        boolean climbed = false;
        boolean unknown = false;
        for (X509Certificate issuer : named) {
            if (found.size() >= Limits.CHAIN_PATHS || known.size() >= Limits.CHAIN_SIGNATURES) {
                break;
            }
            Certificates.Fit fit = fit(top, issuer);
            unknown |= fit == Certificates.Fit.UNKNOWN_ALGORITHM;
            if (fit == Certificates.Fit.SIGNED) {
                climbed = true;
                List<X509Certificate> longer = new ArrayList<>(path);
                longer.add(issuer);
                extend(longer);
            }
        }
        if (!climbed) {
            end(path, stuck(top, unknown));
        }
    }

    private CertificatePath.End stuck(X509Certificate top, boolean unknown) {
        if (known.size() >= Limits.CHAIN_SIGNATURES || found.size() >= Limits.CHAIN_PATHS) {
            return CertificatePath.End.TOO_LONG;
        }
        if (unknown) {
            return CertificatePath.End.UNKNOWN_ALGORITHM;
        }
        // A trusted root may have the same name as a stranger's and another key.
        return Certificates.isSelfIssued(top) && fit(top, top) == Certificates.Fit.SIGNED
                ? CertificatePath.End.SELF_ISSUED
                : CertificatePath.End.BAD_SIGNATURE;
    }

    private void end(List<X509Certificate> path, CertificatePath.End end) {
        found.add(new CertificatePath(path, end));
    }

    /** Those who have the name of the last one's issuer; trusted ones first. */
    private List<X509Certificate> candidates(List<X509Certificate> path) {
        X509Certificate top = path.getLast();
        return Stream.concat(
                        trust.named(top.getIssuerX500Principal()).stream(),
                        sent.stream()
                                .filter(it ->
                                        it.getSubjectX500Principal()
                                                .equals(top.getIssuerX500Principal())))
                .distinct()
                .filter(it ->
                        path.stream().noneMatch(below -> Certificates.isSameEntity(it, below)))
                .toList();
    }

    private Certificates.Fit fit(X509Certificate subject, X509Certificate issuer) {
        return known.computeIfAbsent(
                new Link(subject, issuer), link -> Certificates.fit(link.subject, link.issuer));
    }
}
