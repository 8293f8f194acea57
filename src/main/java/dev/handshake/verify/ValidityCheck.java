package dev.handshake.verify;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the moment of the handshake lies within every certificate's validity (RFC 5280 §4.1.2.5).
 */
final class ValidityCheck {
    private final SentChain sent;
    private final Instant at;

    ValidityCheck(SentChain sent, Instant at) {
        this.sent = sent;
        this.at = at;
    }

    /**
     * @param path the server's certificate first
     */
    Finding of(List<X509Certificate> path) {
        X509Certificate leaf = sent.leaf();
        Optional<X509Certificate> late =
                path.stream().filter(it -> at.isAfter(it.getNotAfter().toInstant())).findFirst();
        if (late.isPresent()) {
            long days = Duration.between(late.get().getNotAfter().toInstant(), at).toDays();
            return finding(
                    late.get().equals(leaf) ? "expired" : "authority_expired",
                    days,
                    late.get(),
                    "not_after");
        }
        Optional<X509Certificate> early =
                path.stream().filter(it -> at.isBefore(it.getNotBefore().toInstant())).findFirst();
        if (early.isPresent()) {
            long days = Duration.between(at, early.get().getNotBefore().toInstant()).toDays();
            return finding(
                    early.get().equals(leaf) ? "not_yet" : "authority_not_yet",
                    days,
                    early.get(),
                    "not_before");
        }
        long left = Duration.between(at, leaf.getNotAfter().toInstant()).toDays();
        Finding finding = Finding.of(Verdict.Check.VALIDITY, Verdict.Result.PASS, "left", left);
        for (X509Certificate certificate : path) {
            finding = finding.on(sent.ground(certificate, "validity"));
        }
        return finding;
    }

    private Finding finding(String word, long days, X509Certificate whose, String field) {
        return Finding.of(
                        Verdict.Check.VALIDITY,
                        Verdict.Result.FAIL,
                        word,
                        days,
                        Certificates.shortName(whose))
                .on(sent.ground(whose, "validity", field));
    }
}
