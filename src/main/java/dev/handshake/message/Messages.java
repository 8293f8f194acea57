package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole messages into their meaning and their fields. Never throws for what the bytes are.
 */
public final class Messages {
    private Messages() {}

    /**
     * A message as read.
     *
     * @param content what it means; null where the bytes did not fit
     * @param fields tile the message
     */
    public record Read(@Nullable Content content, List<Field> fields) {}

    /** Reads one handshake message, its four bytes of header included. */
    public static Read handshake(Bytes message, HandshakeContext context) {
        throw new UnsupportedOperationException();
    }

    public static Read alert(Bytes message) {
        throw new UnsupportedOperationException();
    }

    public static Read changeCipherSpec(Bytes message) {
        throw new UnsupportedOperationException();
    }

    public static Read applicationData(Bytes message) {
        throw new UnsupportedOperationException();
    }
}
