package dev.handshake.capture;

/** Every bound on what comes from outside, in one place. Sizes in bytes. */
public final class Limits {
    private Limits() {}

    /** A TLS record's payload, as RFC 5246 §6.2.3 allows it at most: 2^14 + 2048. */
    public static final int RECORD_PAYLOAD = (1 << 14) + 2048;

    /** One handshake message. The largest real ones (post-quantum chains) stay below 100 kB. */
    public static final int HANDSHAKE_MESSAGE = 1 << 18;

    /** Certificates in one chain. */
    public static final int CHAIN = 32;

    /** All bytes of one live connection, both ways. */
    public static final int CONNECTION = 1 << 21;

    /** Messages of one session that are kept; a picture of more helps nobody. */
    public static final int MESSAGES = 2_000;

    /** How much of the server's answer to our one request is read. */
    public static final int ANSWER = 16 * 1024;

    /** The text of a saved session in a capture's comments, in characters. */
    public static final int DESCRIPTION = 1 << 20;
}
