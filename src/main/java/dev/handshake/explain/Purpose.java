package dev.handshake.explain;

import java.util.Locale;

/** What a paragraph does. Its words are {@code explain.purpose.<word>}. */
public enum Purpose {
    /** Says what it is. */
    WHAT,
    /** Says why it is there. */
    WHY,
    /** Says what to look at in this handshake. */
    HERE,
    /** Says what goes wrong with it. */
    WRONG,
    /** Repeats what is often said. */
    OFTEN,
    /** Says what is in fact so. */
    FACT,
    /** Tells a step of the story. */
    TELL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
