package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.message.Content;
import dev.handshake.message.HandshakeContext;
import dev.handshake.message.Messages;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
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

    private static final Messages.Read NOT_READ = new Messages.Read(null, List.of());

    Messages.Read handshake(Bytes message, HandshakeContext context) {
        return switch (this) {
            case FULL -> Messages.handshake(message, context);
            case SUMMARY -> {
                Content content = summary(message, context);
                yield content == null ? NOT_READ : new Messages.Read(content, List.of());
            }
        };
    }

    /** What a record carries that is no handshake message, where its type says all of it. */
    Messages.Read read(Bytes content, Function<Bytes, Messages.Read> how) {
        return switch (this) {
            case FULL -> how.apply(content);
            case SUMMARY -> NOT_READ;
        };
    }

    /** What is shown of something that is not read. */
    List<Field> fields(Supplier<List<Field>> fields) {
        return switch (this) {
            case FULL -> fields.get();
            case SUMMARY -> List.of();
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
