package dev.handshake.session;

/** How something is known. */
public enum Provenance {
    /** Its bytes were on the wire as they are shown. */
    OBSERVED,
    /** Its bytes were decrypted with the session's secrets; the tag or MAC verified. */
    DECRYPTED,
    /**
     * It must have happened, but this program cannot see it: the TCP packets of a live connection.
     */
    INFERRED,
    /** It did not happen: a message of the full handshake that was left out, with the reason. */
    ABSENT
}
