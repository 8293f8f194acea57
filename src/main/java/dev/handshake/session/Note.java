package dev.handshake.session;

import dev.handshake.bytes.ByteSpan;
import org.jspecify.annotations.Nullable;

/**
 * What somebody remarks on a message, or on a part of it.
 *
 * @param message its number
 * @param span the bytes of the message that it is about; null for all of it
 * @param text not blank; of a stranger's file, as it stands there
 */
public record Note(int message, @Nullable ByteSpan span, String text) {
    /** Whether both are about the same. */
    public boolean isBeside(Note other) {
        return message == other.message
                && (span == null ? other.span == null : span.equals(other.span));
    }
}
