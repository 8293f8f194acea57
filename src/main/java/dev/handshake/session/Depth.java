package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import dev.handshake.message.Content;
import dev.handshake.message.HandshakeContext;
import dev.handshake.message.Messages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much is read of the messages of a connection. */
enum Depth {
    /** Everything: every field, every proof. */
    FULL,
    /**
     * What a line in a list of many connections needs: which messages there are, and of the hellos
     * and key exchanges what they mean. No fields, no records, no proofs, nothing absent.
     */
    SUMMARY;

    Messages.Read handshake(Bytes message, HandshakeContext context) {
        return switch (this) {
            case FULL -> Messages.handshake(message, context);
            case SUMMARY -> new Messages.Read(summary(message, context), List.of());
        };
    }

    private static @Nullable Content summary(Bytes message, HandshakeContext context) {
        if (message.isEmpty()) {
            return null;
        }
        return switch (message.at(0)) {
            // The hellos, NewSessionTicket and the key exchanges.
            case 1, 2, 4, 6, 12, 16 -> Messages.quietly(message, context);
            default -> null;
        };
    }
}
