package dev.handshake.capture;

import dev.handshake.bytes.Phrase;

/**
 * Something that a user typed cannot be used; {@link #phrase} says why and what to type instead.
 */
public class BadInput extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Phrase phrase;

    public BadInput(Phrase phrase) {
        super(phrase.toString());
        this.phrase = phrase;
    }

    public BadInput(String key, Object... args) {
        this(Phrase.of(key, args));
    }

    public Phrase phrase() {
        return phrase;
    }
}
