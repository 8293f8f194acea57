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

    /** Signatures that are verified to find a path from a certificate to a root. */
    public static final int CHAIN_SIGNATURES = 64;

    /** Paths from a certificate to a root that are compared. */
    public static final int CHAIN_PATHS = 16;

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

    /** The text of a saved session in a capture's comments, in characters. */
    public static final int DESCRIPTION = 1 << 20;

    /** What a compressed capture may unpack to: 8 GiB. */
    public static final long UNPACKED = 1L << 33;

    /** One packet of a capture file. The longest that anybody sends (BIG TCP) have 512 KiB. */
    public static final int PACKET = 1 << 24;

    /** Sections, and interfaces of one section, of a capture file. */
    public static final int INTERFACES = 1 << 16;

    /** TCP connections of one capture file; more are counted and not read. */
    public static final int CONNECTIONS = 1 << 20;

    /** Addresses whose names are kept of one capture file. */
    public static final int REMARKS = 10_000;

    /** Comments that are kept of one capture file, or read of one packet. */
    public static final int COMMENTS = 64;

    /** Notes that are kept of one connection. */
    public static final int NOTES = 1_000;

    /** Characters of one note: three bytes each at most, it still fits into a comment. */
    public static final int NOTE = 10_000;

    /** One line of a key log. A list of ECH configurations has 64 KiB at most. */
    public static final int KEY_LOG_LINE = 1 << 18;

    /** A file of private keys and certificates; a bundle of all roots there are has 250 kB. */
    public static final int KEY_FILE = 1 << 20;

    /** A ticket that is kept to be resumed: a ClientHello has to hold it. Most have 200 bytes. */
    public static final int TICKET = 1 << 14;

    /** Flows of other protocols (QUIC, DTLS) that are told apart in one capture file. */
    public static final int FLOWS = 100_000;

    /** IP datagrams of which fragments wait for the rest. */
    public static final int FRAGMENTED = 256;

    /** Fragments of one IP datagram. */
    public static final int FRAGMENTS = 1 << 13;

    /** TCP payload of one direction that waits for what goes before it. */
    public static final int OUT_OF_ORDER = 1 << 20;

    /** Pieces of it. */
    public static final int OUT_OF_ORDER_SEGMENTS = 1_000;

    /** Headers in headers (tunnels) of one packet. */
    public static final int NESTING = 12;

    /**
     * The packets of one connection that are read anew: more than its messages have that are kept.
     */
    public static final int EXCERPT = 1 << 26;

    /** Segments of one connection whose places are kept. */
    public static final int SEGMENTS = 100_000;
}
