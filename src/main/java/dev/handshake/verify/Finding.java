package dev.handshake.verify;

import dev.handshake.bytes.Phrase;
import java.util.ArrayList;
import java.util.List;

/**
 * What one check came to, before it is known on which messages it rests.
 *
 * @param grounds what it rests on of certificates and their staple; empty where whoever called the
 *     check knows
 */
public record Finding(
        Verdict.Check check, Verdict.Result result, Phrase reason, List<Ground> grounds) {
    public Finding {
        grounds = List.copyOf(grounds);
    }

    /** {@code verdict.<check>.<word>}, the sentence; {@code ….short} is its label. */
    static Finding of(Verdict.Check check, Verdict.Result result, String word, Object... args) {
        String key = "verdict." + check.word() + "." + word;
        return new Finding(check, result, Phrase.of(key, args), List.of());
    }

    /** {@code verdict.absent.<word>}: the same reason for several checks. */
    static Finding absent(Verdict.Check check, String word) {
        return new Finding(
                check, Verdict.Result.ABSENT, Phrase.of("verdict.absent." + word), List.of());
    }

    Finding on(Ground... more) {
        return on(List.of(more));
    }

    Finding on(List<Ground> more) {
        List<Ground> all = new ArrayList<>(grounds);
        all.addAll(more);
        return new Finding(check, result, reason, all);
    }

    public Verdict restingOn(List<Evidence> evidence) {
        return new Verdict(check, result, reason, evidence);
    }
}
