package dev.handshake.explain;

import dev.handshake.bytes.Field;
import dev.handshake.capture.Sender;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In which something is explained.
 *
 * @param session null where there is none: then nothing is said of a handshake
 * @param playhead the number of the last message that the reader has been told; nothing that comes
 *     after it is said
 * @param message which is explained, or one of whose fields is; null where it is about none
 * @param path from a field of the message down to the explained one; empty where it is none
 */
public record Situation(
        @Nullable Session session, int playhead, @Nullable MessageRead message, List<Field> path) {
    public static final Situation NONE = new Situation(null, 0, null, List.of());

    public Situation {
        path = List.copyOf(path);
    }

    /** All of the session has been told. */
    public static Situation of(Session session) {
        return new Situation(session, Integer.MAX_VALUE, null, List.of());
    }

    /** The same, about a message. */
    public Situation about(@Nullable MessageRead one) {
        return new Situation(session, playhead, one, List.of());
    }

    /** The same, about a field of the message. */
    public Situation about(List<Field> toField) {
        return new Situation(session, playhead, message, toField);
    }

    Optional<Field> field() {
        return path.isEmpty() ? Optional.empty() : Optional.of(path.getLast());
    }

    /**
     * The first message of the type that has been told.
     *
     * @param from null for either side
     */
    Optional<MessageRead> first(MessageType type, @Nullable Sender from) {
        return messages()
                .filter(message -> message.type() == type)
                .filter(message -> from == null || message.from() == from)
                .findFirst();
    }

    /** Those that were sent and have been told. */
    Stream<MessageRead> messages() {
        return session == null
                ? Stream.empty()
                : session.messages().stream()
                        .filter(message -> !message.isAbsent() && message.number() <= playhead);
    }
}
