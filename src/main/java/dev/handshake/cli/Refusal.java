package dev.handshake.cli;

import dev.handshake.bytes.Phrase;

/** Why a call ends before its work is done: one sentence and an exit status. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Phrase phrase;
    private final ExitStatus status;

    Refusal(ExitStatus status, Phrase phrase) {
        super(phrase.key(), null, false, false);
        this.phrase = phrase;
        this.status = status;
    }

    Refusal(ExitStatus status, String key, Object... args) {
        this(status, Phrase.of(key, args));
    }

    Phrase phrase() {
        return phrase;
    }

    ExitStatus status() {
        return status;
    }
}
