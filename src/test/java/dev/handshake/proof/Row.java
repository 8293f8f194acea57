package dev.handshake.proof;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Sender;
import dev.handshake.record.Epoch;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Provenance;
import dev.handshake.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is told of a message but its number and its time. */
record Row(
        Sender from,
        MessageType type,
        Provenance provenance,
        @Nullable Epoch epoch,
        Bytes bytes,
        List<Field> fields,
        @Nullable Phrase reason) {
    static Row of(MessageRead message) {
        return new Row(
                message.from(),
                message.type(),
                message.provenance(),
                message.epoch(),
                message.bytes(),
                message.fields(),
                message.reason());
    }

    /** Every row above TCP, those of what was left out too. */
    static List<Row> of(Session session) {
        return session.messages().stream()
                .filter(message -> message.type().layer() != MessageType.Layer.TCP)
                .map(Row::of)
                .toList();
    }

    /** Every message that was sent. */
    static List<Row> sent(Session session) {
        return of(session).stream().filter(row -> row.provenance != Provenance.ABSENT).toList();
    }

    @Override
    public String toString() {
        return "%s %s %s %s (%d bytes) %s"
                .formatted(from, type, provenance, epoch, bytes.length(), reason);
    }
}
