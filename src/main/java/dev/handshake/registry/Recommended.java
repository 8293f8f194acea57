package dev.handshake.registry;

/** IANA's column <i>Recommended</i> (RFC 9847 §3). */
public enum Recommended {
    /** Yes. */
    Y,
    /** Not evaluated, or for special uses only. */
    N,
    /** Discouraged. */
    D
}
