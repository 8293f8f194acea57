package dev.handshake.verify;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a certificate names the host (RFC 9525 §6): by subjectAltName alone, a wildcard standing
 * for exactly the left-most label, an address only by an address.
 */
final class HostnameCheck {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private HostnameCheck() {}

    /**
     * @param host a DNS name in ASCII (A-labels) or a numeric address
     */
    static Finding of(X509Certificate certificate, String host) {
        String wanted = normal(host);
        Optional<InetAddress> address = literal(wanted);
        List<String> names = names(certificate, address.isPresent() ? IP_ADDRESS : DNS_NAME);
        Optional<String> match =
                names.stream()
                        .filter(name ->
                                address.isPresent()
                                        ? literal(name).equals(address)
                                        : matches(normal(name), wanted))
                        .findFirst();
        if (match.isPresent()) {
            boolean wildcard = match.get().startsWith("*");
            return wildcard
                    ? finding(Verdict.Result.PASS, "wildcard", host, match.get())
                    : finding(Verdict.Result.PASS, "matches", host);
        }
        List<String> all = new ArrayList<>(names(certificate, DNS_NAME));
        all.addAll(names(certificate, IP_ADDRESS));
        if (all.isEmpty()) {
            return finding(Verdict.Result.FAIL, "no_names", host);
        }
        return all.size() == 1
                ? finding(Verdict.Result.FAIL, "other", host, all.getFirst())
                : finding(Verdict.Result.FAIL, "others", host, all.getFirst(), all.size() - 1);
    }

    private static Finding finding(Verdict.Result result, String word, Object... args) {
        return Finding.of(Verdict.Check.HOSTNAME, result, word, args);
    }

    private static boolean matches(String pattern, String host) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(host);
        }
        int dot = host.indexOf('.');
        String parent = pattern.substring(2);
        // Nobody may be named for a whole top-level domain.
        return dot > 0 && parent.contains(".") && host.substring(dot + 1).equals(parent);
    }

    private static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static Optional<InetAddress> literal(String text) {
        boolean numeric = text.contains(":") || text.matches("[0-9.]+");
        try {
            return numeric ? Optional.of(InetAddress.ofLiteral(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> names(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(0).equals(kind))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
