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
    private ValidityCheck() {}

    /**
     * @param path the server's certificate first
     */
    static Finding of(List<X509Certificate> path, Instant at) {
        X509Certificate leaf = path.getFirst();
        Optional<X509Certificate> late =
                path.stream().filter(it -> at.isAfter(it.getNotAfter().toInstant())).findFirst();
        if (late.isPresent()) {
            long days = Duration.between(late.get().getNotAfter().toInstant(), at).toDays();
            return finding(late.get().equals(leaf) ? "expired" : "authority_expired", days, late);
        }
        Optional<X509Certificate> early =
                path.stream().filter(it -> at.isBefore(it.getNotBefore().toInstant())).findFirst();
        if (early.isPresent()) {
            long days = Duration.between(at, early.get().getNotBefore().toInstant()).toDays();
            return finding(early.get().equals(leaf) ? "not_yet" : "authority_not_yet", days, early);
        }
        long left = Duration.between(at, leaf.getNotAfter().toInstant()).toDays();
        return Finding.of(Verdict.Check.VALIDITY, Verdict.Result.PASS, "left", left);
    }

    private static Finding finding(String word, long days, Optional<X509Certificate> whose) {
        return Finding.of(
                Verdict.Check.VALIDITY,
                Verdict.Result.FAIL,
                word,
                days,
                whose.map(Certificates::shortName).orElse(""));
    }
}
