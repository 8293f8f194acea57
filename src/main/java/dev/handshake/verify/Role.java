package dev.handshake.verify;

/** What a certificate of a chain is there for. */
public enum Role {
    /** The server's own. */
    LEAF,
    /** On the path between the server's own and the root. */
    INTERMEDIATE,
    /** A root: trusted, or signed by itself. */
    ROOT,
    /** The key of a root, certified by somebody else for those who do not know the root. */
    CROSS_SIGNED,
    /** Sent, but on no path that was found. */
    NOT_USED
}
