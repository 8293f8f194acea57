package dev.handshake.verify;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What certificates must keep to so that the signatures from one to the next mean trust (RFC 5280
 * §6.1), besides their time ({@link ValidityCheck}). What a root says of itself counts, too, though
 * RFC 5280 §6.1 leaves that open: nobody who restricts a root means it to be passed over.
 */
final class PathRules {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final String KEY_USAGE = "key_usage";

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;
    private static final int KEY_CERT_SIGN = 5;

    private static final String POLICY_CONSTRAINTS = "2.5.29.36";
    private static final String INHIBIT_ANY_POLICY = "2.5.29.54";

    /** Extensions that are heeded here, or by those who heed the path. */
    private static final Set<String> UNDERSTOOD =
            Set.of(
                    "2.5.29.15", // keyUsage
                    "2.5.29.17", // subjectAltName
                    "2.5.29.19", // basicConstraints
                    "2.5.29.30", // nameConstraints
                    "2.5.29.31", // cRLDistributionPoints
                    "2.5.29.32", // certificatePolicies
                    "2.5.29.33", // policyMappings
                    POLICY_CONSTRAINTS,
                    "2.5.29.37", // extKeyUsage
                    INHIBIT_ANY_POLICY,
                    "1.3.6.1.5.5.7.1.24"); // tlsFeature

    private final List<X509Certificate> path;
    private final X509Certificate leaf;

    /**
     * @param path from the server's certificate to a trusted one
     */
    PathRules(List<X509Certificate> path) {
        this.path = List.copyOf(path);
        this.leaf = path.getFirst();
    }

    /** The first rule that is not kept, what matters most first. */
    Optional<Flaw> flaw() {
        return Stream.<Supplier<Optional<Flaw>>>of(
                        this::notAnAuthority,
                        this::tooLong,
                        this::namesNotAllowed,
                        this::notUnderstood,
                        this::weakKey,
                        this::weakSignature,
                        this::notForServers,
                        this::policy)
                .flatMap(rule -> rule.get().stream())
                .findFirst();
    }

    private boolean isAnchor(int i) {
        return i == path.size() - 1;
    }

    private IntStream authorities() {
        return IntStream.range(1, path.size());
    }

    // -- may it sign certificates

    private Optional<Flaw> notAnAuthority() {
        return authorities().mapToObj(this::notAnAuthority).flatMap(Optional::stream).findFirst();
    }

    private Optional<Flaw> notAnAuthority(int i) {
        X509Certificate authority = path.get(i);
        // Version 1 cannot say that it is an authority; a root that is trusted need not.
        boolean old = authority.getVersion() < 3;
        if (old ? !isAnchor(i) : authority.getBasicConstraints() < 0) {
            return Optional.of(Flaw.of("not_authority", authority, "basic_constraints"));
        }
        boolean @Nullable [] usage = authority.getKeyUsage();
        return usage != null && !usage[KEY_CERT_SIGN]
                ? Optional.of(Flaw.of("no_cert_sign", authority, KEY_USAGE))
                : Optional.empty();
    }

    private Optional<Flaw> tooLong() {
        return authorities()
                .filter(i -> path.get(i).getVersion() >= 3)
                .filter(i -> authoritiesBelow(i) > path.get(i).getBasicConstraints())
                .mapToObj(path::get)
                .map(it ->
                        Flaw.of("path_too_long", it, "basic_constraints")
                                .saying(it.getBasicConstraints()))
                .findFirst();
    }

    private long authoritiesBelow(int i) {
        return path.subList(1, i).stream().filter(it -> !Certificates.isSelfIssued(it)).count();
    }

    // -- what it may sign

    private Optional<Flaw> namesNotAllowed() {
        return authorities().mapToObj(this::namesNotAllowed).flatMap(Optional::stream).findFirst();
    }

    private Optional<Flaw> namesNotAllowed(int i) {
        return NameConstraintsCheck.of(path.get(i))
                .flatMap(constraints ->
                        path.subList(0, i).stream()
                                .filter(it -> it.equals(leaf) || !Certificates.isSelfIssued(it))
                                .filter(it -> !constraints.allows(it))
                                .findFirst())
                .map(culprit ->
                        Flaw.of("name_constraints", culprit, "subject_alt_name")
                                .saying(Certificates.shortName(path.get(i))));
    }

    private Optional<Flaw> notUnderstood() {
        return path.stream()
                .flatMap(certificate -> notUnderstood(certificate).stream())
                .findFirst();
    }

    private static Optional<Flaw> notUnderstood(X509Certificate certificate) {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        return critical == null
                ? Optional.empty()
                : critical.stream()
                        .filter(oid -> !UNDERSTOOD.contains(oid))
                        .sorted()
                        .findFirst()
                        .map(oid ->
                                Flaw.of("unknown_extension", certificate)
                                        .saying(Certificates.cut(oid)));
    }

    // -- strength

    private Optional<Flaw> weakKey() {
        return path.stream()
                .flatMap(it ->
                        Strength.weakKey(it.getPublicKey())
                                .map(size ->
                                        Flaw.of("weak_key", it, "subject_public_key_info")
                                                .saying(size))
                                .stream())
                .findFirst();
    }

    /** Nobody needs the signature under what is trusted anyway. */
    private Optional<Flaw> weakSignature() {
        return path.subList(0, path.size() - 1).stream()
                .flatMap(it ->
                        Strength.brokenDigest(it)
                                .map(digest ->
                                        Flaw.of("weak_signature", it, "signature_algorithm")
                                                .saying(digest))
                                .stream())
                .findFirst();
    }

    // -- for what

    private Optional<Flaw> notForServers() {
        for (int i = 0; i < path.size(); i++) {
            X509Certificate certificate = path.get(i);
            if ((i == 0 || !isAnchor(i)) && !mayServe(certificate)) {
                return Optional.of(
                        Flaw.of(
                                i == 0 ? "purpose" : "issuer_purpose",
                                certificate,
                                "ext_key_usage"));
            }
        }
        boolean @Nullable [] usage = leaf.getKeyUsage();
        boolean useless =
                usage != null
                        && !usage[DIGITAL_SIGNATURE]
                        && !usage[KEY_ENCIPHERMENT]
                        && !usage[KEY_AGREEMENT];
        return useless ? Optional.of(Flaw.of("leaf_usage", leaf, KEY_USAGE)) : Optional.empty();
    }

    private static boolean mayServe(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null
                    || purposes.contains(SERVER_AUTH)
                    || purposes.contains(ANY_PURPOSE);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    /** Policies (RFC 5280 §6.1.5 g) are Java's to judge; hardly anybody demands them. */
    private Optional<Flaw> policy() {
        boolean demanded =
                path.stream()
                        .anyMatch(it ->
                                it.getExtensionValue(POLICY_CONSTRAINTS) != null
                                        || it.getExtensionValue(INHIBIT_ANY_POLICY) != null);
        if (!demanded || path.size() < 2) {
            return Optional.empty();
        }
        try {
            PKIXParameters parameters =
                    new PKIXParameters(Set.of(new TrustAnchor(path.getLast(), null)));
            parameters.setRevocationEnabled(false);
            path.stream()
                    .map(X509Certificate::getNotBefore)
                    .max(Comparator.naturalOrder())
                    .map(Date::toInstant)
                    .ifPresent(moment -> parameters.setDate(Date.from(moment)));
            CertPath below =
                    CertificateFactory.getInstance("X.509")
                            .generateCertPath(path.subList(0, path.size() - 1));
            CertPathValidator.getInstance("PKIX").validate(below, parameters);
        } catch (CertPathValidatorException e) {
            if (e.getReason() == PKIXReason.INVALID_POLICY) {
                return Optional.of(Flaw.of("policy", leaf, "certificate_policies"));
            }
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
