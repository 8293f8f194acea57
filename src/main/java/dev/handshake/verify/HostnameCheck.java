package dev.handshake.verify;

import java.net.IDN;
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
 * for exactly the whole left-most label, an address only by an address.
 */
final class HostnameCheck {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final String SUBJECT_ALT_NAME = "subject_alt_name";

    /** Java's conversion of names gives up on much longer ones. */
    private static final int LONGEST = 1000;

    /** The {@code index}-th name of subjectAltName. */
    private record Name(int index, String text) {}

    private HostnameCheck() {}

    /**
     * @param host a DNS name, in A-labels or U-labels, or a numeric address
     */
    static Finding of(X509Certificate certificate, String host) {
        String wanted = normal(host);
        Optional<InetAddress> address = literal(wanted);
        List<Name> names = names(certificate, address.isPresent() ? IP_ADDRESS : DNS_NAME);
        Optional<Name> match =
                names.stream()
                        .filter(name ->
                                address.isPresent()
                                        ? literal(name.text).equals(address)
                                        : matches(lower(name.text), wanted))
                        .findFirst();
        if (match.isPresent()) {
            String name = match.get().text;
            return (name.startsWith("*")
                            ? finding(Verdict.Result.PASS, "wildcard", host, Certificates.cut(name))
                            : finding(Verdict.Result.PASS, "matches", host))
                    .on(Ground.certificate(0, SUBJECT_ALT_NAME, "#" + match.get().index));
        }
        List<Name> all = new ArrayList<>(names(certificate, DNS_NAME));
        all.addAll(names(certificate, IP_ADDRESS));
        if (all.isEmpty()) {
            return finding(Verdict.Result.FAIL, "no_names", host)
                    .on(Ground.certificate(0, "tbs_certificate", "subject"));
        }
        return (all.size() == 1
                        ? finding(
                                Verdict.Result.FAIL,
                                "other",
                                host,
                                Certificates.cut(all.getFirst().text))
                        : finding(
                                Verdict.Result.FAIL,
                                "others",
                                host,
                                Certificates.cut(all.getFirst().text),
                                all.size() - 1))
                .on(Ground.certificate(0, SUBJECT_ALT_NAME));
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

    /** As it is compared: A-labels in lower case, without a final dot or an address's zone. */
    private static String normal(String host) {
        String name = lower(host);
        if (name.contains(":")) {
            return name.replaceFirst("%.*", "");
        }
        if (name.chars().allMatch(c -> c < 0x80) || name.length() > LONGEST) {
            return name;
        }
        try {
            return lower(IDN.toASCII(name, IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static String lower(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static Optional<InetAddress> literal(String text) {
        boolean numeric = text.contains(":") || text.matches("[0-9]+(\\.[0-9]+){3}");
        try {
            return numeric ? Optional.of(InetAddress.ofLiteral(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Name> names(X509Certificate certificate, int kind) {
        List<Name> found = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            int index = 0;
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0).equals(kind)) {
                    found.add(new Name(index, String.valueOf(name.get(1))));
                }
                index++;
            }
            return found;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
