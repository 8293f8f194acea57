package dev.handshake.record;

import dev.handshake.capture.Secret;

/**
 * A secret of a connection, and how it came to be known.
 *
 * @param source the first that told it
 */
public record KnownSecret(Secret secret, Source source) {
    /** Who told a secret. */
    public enum Source {
        /** This program's own connection. */
        CONNECTION,
        /** A key log, a capture's own among them. */
        KEY_LOG,
        /** Opened with the server's private key, or a line {@code RSA} of a key log. */
        PRIVATE_KEY,
        /** An earlier handshake of the same capture, whose session is resumed. */
        EARLIER_SESSION,
        /** Made of others here. */
        DERIVED
    }

    /** Whether a key log of the connection has it: what came from one, and what RFC 9850 names. */
    public boolean belongsInKeyLog() {
        return source == Source.KEY_LOG || secret.isOfKeyLogs();
    }
}
