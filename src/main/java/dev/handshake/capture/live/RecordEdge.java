package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;

/** Follows a stream of TLS records and knows how far the end of the current one is. */
final class RecordEdge {
    private static final int HEADER = 5;

    /** Bytes that the current record still needs; counted once its header is complete. */
    private int missing = HEADER;

    private int headerSeen;
    private int length;

    void pass(Bytes bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            missing--;
            if (headerSeen < HEADER) {
                headerSeen++;
                length = (length << 8 | bytes.at(i)) & 0xffff;
                if (headerSeen == HEADER) {
                    missing = length;
                }
            }
            if (missing == 0) {
                headerSeen = 0;
                missing = HEADER;
            }
        }
    }

    /** 0 at a record's edge. */
    int missing() {
        return headerSeen == 0 ? 0 : missing;
    }
}
