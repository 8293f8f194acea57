package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import dev.handshake.record.Epoch;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From here on a side writes with other keys.
 *
 * @param sides whose rails change; in TLS 1.3 both take their handshake keys when ServerHello has
 *     come
 * @param epoch null where nobody can tell
 * @param word the key of the words on the divider
 * @param by the number of the message that brings it about
 */
record KeyChange(Set<Sender> sides, @Nullable Epoch epoch, String word, int by) {
    Role role() {
        return Role.of(epoch);
    }

    /** The changes by the index of the message that they stand before. */
    static Map<Integer, KeyChange> of(Session session) {
        Map<Integer, KeyChange> changes = new HashMap<>();
        // A side that is not there yet writes plaintext.
        Map<Sender, Role> now = new EnumMap<>(Sender.class);
        for (int i = 0; i < session.messages().size(); i++) {
            MessageRead message = session.messages().get(i);
            // A plaintext ChangeCipherSpec of TLS 1.3 comes between keys and changes nothing.
            if (!Role.isProtected(message)) {
                continue;
            }
            Sender from = message.from();
            if (Role.of(message.epoch()) != now.get(from)) {
                changes.put(i, change(now, from, message.epoch(), message.number()));
            }
            // In TLS 1.3 the server goes on with its application keys at once (RFC 9846 §4.5.3).
            boolean serverIsDone =
                    message.type() == MessageType.FINISHED
                            && from == Sender.SERVER
                            && message.epoch() == Epoch.HANDSHAKE;
            if (serverIsDone && i + 1 < session.messages().size()) {
                changes.put(i + 1, change(now, from, Epoch.APPLICATION, message.number()));
            }
        }
        return changes;
    }

    private static KeyChange change(
            Map<Sender, Role> now, Sender from, @Nullable Epoch epoch, int by) {
        Role before = now.get(from);
        Role then = Role.of(epoch);
        Set<Sender> sides = EnumSet.of(from);
        if (then == Role.HANDSHAKE && from == Sender.SERVER && !now.containsKey(Sender.CLIENT)) {
            sides.add(Sender.CLIENT);
        }
        boolean second = now.get(from.other()) == then;
        sides.forEach(side -> now.put(side, then));
        return new KeyChange(sides, epoch, word(from, before, then, second), by);
    }

    private static String word(Sender from, @Nullable Role before, Role then, boolean second) {
        return switch (then) {
            case EARLY -> "diagram.keys.early";
            case HANDSHAKE ->
                    from == Sender.SERVER
                            ? "diagram.keys.handshake"
                            : "diagram.keys.handshake.client";
            case APPLICATION -> {
                String order = second ? ".too." : ".first.";
                yield before == null
                        ? "diagram.keys.encrypted" + order + from.word()
                        : "diagram.keys.application" + order + from.word();
            }
            case UNKNOWN -> "diagram.keys.unknown." + from.word();
            case TCP, PLAIN, ALERT, FUTURE -> throw new IllegalStateException(then.name());
        };
    }
}
