package dev.handshake.capture;

/**
 * What one TCP segment carries (RFC 9293 §3.1), or one read of a socket, which sees no segments.
 *
 * @param epochNanos when it was seen, in nanoseconds since 1970-01-01T00:00Z
 * @param sequence the number of its first byte, 0 to 2^32 - 1; {@link #NONE} for a read of a socket
 * @param offset where its first byte stands in its direction: 0 is the first byte after the SYN or,
 *     if that was not seen, the first that was
 * @param length of what it carries, in bytes, captured or not
 * @param again whether all its bytes had come before
 */
public record Payload(
        long epochNanos, Sender from, long sequence, long offset, int length, boolean again) {
    /** The sequence number of what is no segment. */
    public static final long NONE = -1;

    /** Whether it is a read of a socket. */
    public boolean isRead() {
        return sequence == NONE;
    }

    public long end() {
        return offset + length;
    }
}
