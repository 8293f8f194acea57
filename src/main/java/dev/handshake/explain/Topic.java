package dev.handshake.explain;

import java.util.Locale;

/** What an explanation is about. */
public enum Topic {
    /** A message, by its type's RFC name; of the handshake, of TCP, or a reader's own. */
    MESSAGE,
    /**
     * A field, by its key; by {@code parent/key} or {@code message_type/key} where the key means
     * something else there.
     */
    FIELD,
    /** An extension, by its registered name. */
    EXTENSION,
    /** An alert, by its registered name. */
    ALERT,
    /** What a verdict has checked. */
    CHECK,
    /** A scenario of the lab, by its name. */
    SCENARIO,
    /** A step of the key schedule. */
    STEP,
    /** What is often said and is not so. */
    MISCONCEPTION,
    /** A step of the story. */
    STORY,
    /** A technical word. */
    TERM;

    /** As headings have it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
