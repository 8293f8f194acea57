package dev.handshake.verify;

import dev.handshake.bytes.ByteSpan;
import java.util.List;

/**
 * The bytes of one message on which a verdict rests.
 *
 * @param message its number
 * @param spans where they stand, counted from the message's first byte as its fields are; empty for
 *     the whole message
 */
public record Evidence(int message, List<ByteSpan> spans) {
    public Evidence {
        spans = List.copyOf(spans);
    }

    /** All of a message. */
    public static Evidence whole(int message) {
        return new Evidence(message, List.of());
    }

    public boolean isWhole() {
        return spans.isEmpty();
    }
}
