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

    /** What one side says before TLS begins, or instead of it; more is counted, not kept. */
    public static final int PRELUDE = 1 << 16;

    /** One record after decompression (RFC 3749 §2, RFC 5246 §6.2.2): 2^14. */
    public static final int DECOMPRESSED_RECORD = 1 << 14;

    /** Records that a gap may have swallowed: so many sequence numbers are tried after it. */
    public static final int MISSED_RECORDS = 1_024;

    /** What is decrypted in vain, in one connection, to find the place after its gaps. */
    public static final int GUESSES = 1 << 25;

    /** How much of the server's answer to our one request is read. */
    public static final int ANSWER = 16 * 1024;
}
