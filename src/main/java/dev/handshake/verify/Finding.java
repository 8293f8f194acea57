package dev.handshake.verify;

import dev.handshake.bytes.Phrase;
import java.util.List;

/** What one check came to, before it is known on which messages it rests. */
public record Finding(Verdict.Check check, Verdict.Result result, Phrase reason) {
    /** {@code verdict.<check>.<word>}, the sentence; {@code ….short} is its label. */
    static Finding of(Verdict.Check check, Verdict.Result result, String word, Object... args) {
        String key = "verdict." + check.word() + "." + word;
        return new Finding(check, result, Phrase.of(key, args));
    }

    public Verdict restingOn(List<Evidence> evidence) {
        return new Verdict(check, result, reason, evidence);
    }
}
