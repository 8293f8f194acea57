package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.ProtocolVersion;

/**
 * A record as it stood on the wire (RFC 9846 §5.1).
 *
 * <pre>
 * struct {
 *     ContentType type;
 *     ProtocolVersion legacy_record_version;
 *     uint16 length;
 *     opaque fragment[TLSPlaintext.length];
 * } TLSPlaintext;
 * </pre>
 *
 * @param number from 1, over both directions
 * @param firstNanos when its first byte came
 */
public record RawRecord(
        int number,
        long firstNanos,
        long nanos,
        Sender from,
        ContentType type,
        ProtocolVersion version,
        Bytes fragment) {
    /** Bytes of type, version and length. */
    public static final int HEADER = Header.RECORD;
}
