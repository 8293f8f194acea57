package dev.handshake.capture;

import dev.handshake.bytes.Bytes;
import java.util.List;

/**
 * A packet as a capture has it.
 *
 * @param epochNanos when it was seen, in nanoseconds since 1970-01-01T00:00Z
 * @param linkType what its first bytes are (the LINKTYPE_ numbers of the pcap formats; 1 is
 *     Ethernet)
 * @param bytes what was captured of it, from the link layer's header on
 * @param originalLength its bytes on the wire; more than were captured where a snap length cut it
 * @param comments what the capture remarks on it
 */
public record Packet(
        long epochNanos, int linkType, Bytes bytes, int originalLength, List<String> comments) {
    public Packet {
        comments = List.copyOf(comments);
    }
}
