package dev.handshake.ui.model;

import dev.handshake.record.RecordRead;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The places of a session in the same one, read again with more keys: what was one encrypted record
 * may now be several messages, and several one. The records have stayed the same.
 */
record Places(Session before, Session after) {
    /**
     * Where the message that had {@code number} begins now; 0 if it is nowhere any more.
     *
     * @param number of a message in {@code before}, or 0
     */
    int first(int number) {
        Optional<RecordRead> record =
                before.records().stream()
                        .filter(each -> each.messages().contains(number))
                        .findFirst();
        if (record.isEmpty()) {
            // A segment, or words before TLS: it is as manieth as it was.
            int index = outside(before).toList().indexOf(number);
            return index < 0 ? 0 : outside(after).skip(index).findFirst().orElse(0);
        }
        return after.records().stream()
                .filter(each -> each.from() == record.get().from())
                .filter(each -> each.number() >= record.get().number())
                .map(RecordRead::messages)
                .filter(messages -> !messages.isEmpty())
                .findFirst()
                .flatMap(messages -> best(number, messages))
                .orElse(0);
    }

    /** The number of the same message, if it can be read there, too. */
    Optional<Integer> same(int number) {
        return Optional.of(first(number))
                .filter(there ->
                        after.message(there)
                                .filter(it -> isSame(it, before.message(number)))
                                .isPresent());
    }

    /** The same message, if it is among them; else the first. */
    private Optional<Integer> best(int number, List<Integer> among) {
        Optional<MessageRead> wanted = before.message(number);
        return among.stream()
                .filter(each -> after.message(each).filter(it -> isSame(it, wanted)).isPresent())
                .findFirst()
                .or(() -> among.stream().min(Comparator.naturalOrder()));
    }

    private static boolean isSame(MessageRead message, Optional<MessageRead> wanted) {
        return wanted.filter(it -> it.type() == message.type())
                .filter(it -> it.bytes().equals(message.bytes()))
                .isPresent();
    }

    /** The messages that are in no record. */
    private static Stream<Integer> outside(Session session) {
        List<Integer> inside =
                session.records().stream().flatMap(each -> each.messages().stream()).toList();
        return session.messages().stream()
                .map(MessageRead::number)
                .filter(number -> number > 0 && !inside.contains(number));
    }
}
