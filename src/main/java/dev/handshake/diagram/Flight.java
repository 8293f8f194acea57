package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages that one side sent in a run, or what both sent that is no TLS: the packets of TCP, the
 * words before a handshake.
 *
 * @param number of the flight, from 1; 0 for what is no part of a handshake
 * @param first index of its first message in the session
 * @param count how many of the session's messages it holds, absent ones among them
 */
record Flight(Kind kind, int number, Sender from, int first, int count) {
    enum Kind {
        TCP,
        /** What both sides said before they began with TLS. */
        PRELUDE,
        HANDSHAKE,
        /** Application data and alerts: drawn one by one. */
        OTHER
    }

    int end() {
        return first + count;
    }

    /** What is left of it where the session's messages from {@code limit} on are not there yet. */
    Flight before(int limit) {
        return new Flight(kind, number, from, first, Math.min(count, limit - first));
    }

    List<MessageRead> messages(Session session) {
        return session.messages().subList(first, end());
    }

    /** Those that were really sent. */
    List<MessageRead> sent(Session session) {
        return messages(session).stream().filter(message -> !message.isAbsent()).toList();
    }

    /** Whether it is worth a bracket, and can be folded. */
    boolean isGroup(Session session) {
        return kind != Kind.OTHER && sent(session).size() > 1;
    }

    /** All messages of the session, in flights, in order. */
    static List<Flight> of(Session session) {
        List<Flight> flights = new ArrayList<>();
        int numbered = 0;
        for (int i = 0; i < session.messages().size(); i++) {
            MessageRead message = session.messages().get(i);
            MessageRead next = message.isAbsent() ? next(session, i) : message;
            // A remark is no message: it stands where the one after it does.
            Kind kind = kind(isRemark(message) ? next : message);
            Sender from = next.from();
            Flight last = flights.isEmpty() ? null : flights.getLast();
            if (last != null && (last.joins(kind, from) || isRemark(next))) {
                kind = last.kind;
                flights.set(
                        flights.size() - 1,
                        new Flight(kind, last.number, last.from, last.first, last.count + 1));
            } else {
                int number = kind == Kind.HANDSHAKE ? ++numbered : 0;
                flights.add(new Flight(kind, number, from, i, 1));
            }
        }
        return flights;
    }

    /** What was not sent interrupts nobody: it stands in the flight of the message after it. */
    private static MessageRead next(Session session, int index) {
        List<MessageRead> messages = session.messages();
        return messages.subList(index, messages.size()).stream()
                .filter(message -> !message.isAbsent())
                .findFirst()
                .orElse(messages.get(index));
    }

    /** Whether it says something about the capture instead of being a message that is absent. */
    static boolean isRemark(MessageRead message) {
        return message.isAbsent()
                && (message.type() == MessageType.GAP || message.type() == MessageType.OVERLAP);
    }

    private boolean joins(Kind other, Sender sender) {
        return kind == other && (kind == Kind.TCP || kind == Kind.PRELUDE || from == sender);
    }

    private static Kind kind(MessageRead message) {
        if (message.type() == MessageType.PLAINTEXT_PRELUDE) {
            return Kind.PRELUDE;
        }
        return switch (message.type().layer()) {
            case TCP -> Kind.TCP;
            case HANDSHAKE, CHANGE_CIPHER_SPEC -> Kind.HANDSHAKE;
            case ALERT -> message.isAbsent() ? Kind.HANDSHAKE : Kind.OTHER;
            case APPLICATION_DATA -> Kind.OTHER;
            case OTHER -> message.type() == MessageType.ENCRYPTED ? Kind.HANDSHAKE : Kind.OTHER;
        };
    }
}
