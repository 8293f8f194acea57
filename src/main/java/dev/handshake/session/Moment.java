package dev.handshake.session;

import dev.handshake.record.RecordRead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A moment of a connection, as that what of its bytes had come by then. It is the same in every
 * reading of the connection, whatever messages the reader's keys make of the records.
 *
 * @param record the number of the last record that had come; 0 for none
 * @param others how many messages had come that are in no record: TCP's own, what is no TLS
 */
public record Moment(int record, int others) {
    /** When everything has come. */
    public static final Moment END = new Moment(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /**
     * When a message had come.
     *
     * @param number of the message; 0 for before the first
     */
    public static Moment of(Session session, int number) {
        List<MessageRead> sent = sent(session);
        if (sent.isEmpty() ? number > 0 : number >= sent.getLast().number()) {
            return END;
        }
        Map<Integer, Integer> ends = ends(session);
        int record = 0;
        int others = 0;
        for (MessageRead message : sent) {
            if (message.number() > number) {
                break;
            }
            Integer end = ends.get(message.number());
            record = end == null ? record : Math.max(record, end);
            others += end == null ? 1 : 0;
        }
        return new Moment(record, others);
    }

    /** The number of the last message that had come by then; 0 before the first. */
    public int last(Session session) {
        Map<Integer, Integer> ends = ends(session);
        int last = 0;
        int others = 0;
        for (MessageRead message : sent(session)) {
            Integer end = ends.get(message.number());
            others += end == null ? 1 : 0;
            if (end == null ? others > this.others : end > record) {
                break;
            }
            last = message.number();
        }
        return last;
    }

    private static List<MessageRead> sent(Session session) {
        return session.messages().stream().filter(message -> message.number() > 0).toList();
    }

    /** In which record each message ends. */
    private static Map<Integer, Integer> ends(Session session) {
        Map<Integer, Integer> ends = new HashMap<>();
        for (RecordRead record : session.records()) {
            record.messages().forEach(number -> ends.merge(number, record.number(), Math::max));
        }
        return ends;
    }
}
