package dev.handshake.session;

import dev.handshake.capture.Sender;
import java.util.List;
import java.util.OptionalLong;

/**
 * The messages of TLS from the first ClientHello until both sides have finished, or until the end
 * where they did not.
 */
record Course(List<MessageRead> messages, boolean finished) {
    static Course of(Session session) {
        List<MessageRead> all =
                session.messages().stream()
                        .filter(message -> !message.isAbsent())
                        .filter(message ->
                                message.type().layer() == MessageType.Layer.HANDSHAKE
                                        || message.type().layer()
                                                == MessageType.Layer.CHANGE_CIPHER_SPEC)
                        .toList();
        int client = finished(all, Sender.CLIENT);
        int server = finished(all, Sender.SERVER);
        boolean finished = client >= 0 && server >= 0;
        return new Course(finished ? all.subList(0, Math.max(client, server) + 1) : all, finished);
    }

    private static int finished(List<MessageRead> all, Sender from) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).type() == MessageType.FINISHED && all.get(i).from() == from) {
                return i;
            }
        }
        return -1;
    }

    /** How often the client waited for the server; unknown where the handshake did not finish. */
    OptionalLong roundTrips() {
        if (!finished) {
            return OptionalLong.empty();
        }
        long turns = 0;
        Sender last = Sender.SERVER;
        for (MessageRead message : messages) {
            if (message.from() == Sender.SERVER && last == Sender.CLIENT) {
                turns++;
            }
            last = message.from();
        }
        return OptionalLong.of(turns);
    }

    long bytes() {
        return messages.stream().mapToLong(message -> message.bytes().length()).sum();
    }
}
