package dev.handshake.export;

import dev.handshake.capture.SavedNote;
import dev.handshake.capture.Sender;
import dev.handshake.capture.file.Annotated;
import dev.handshake.record.RecordRead;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Note;
import dev.handshake.session.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the notes of a session go when it is saved. */
record NotePlaces(Session session) {
    /** Type, version and length (RFC 9846 §5.1). */
    private static final int RECORD_HEADER = 5;

    private static final OptionalLong NOWHERE = OptionalLong.empty();

    List<Annotated.Placed> placed() {
        return session.notes().list().stream()
                .flatMap(
                        note -> session.message(note.message()).stream().map(on -> place(note, on)))
                .toList();
    }

    private Annotated.Placed place(Note note, MessageRead message) {
        Optional<RecordRead> record =
                session.records().stream()
                        .filter(each -> each.messages().contains(message.number()))
                        .max(Comparator.comparingInt(RecordRead::number));
        SavedNote saved = note.astray();
        if (saved == null) {
            saved =
                    new SavedNote(
                            message.number(),
                            message.type().rfcName(),
                            record.map(RecordRead::number).orElse(0),
                            record.map(it -> index(it, message.number())).orElse(0),
                            note.span(),
                            note.text());
        }
        return new Annotated.Placed(
                saved, message.from(), message.nanos(), record.map(this::end).orElse(NOWHERE));
    }

    private static int index(RecordRead record, int message) {
        return record.messages().stream().sorted().toList().indexOf(message);
    }

    /** How many bytes the sender's stream has up to the record's end, if all of it is records. */
    private OptionalLong end(RecordRead record) {
        Sender from = record.from();
        boolean whole =
                session.messages().stream()
                        .filter(message -> message.from() == from)
                        .noneMatch(message ->
                                message.type() == MessageType.PLAINTEXT_PRELUDE
                                        || message.type() == MessageType.NOT_TLS
                                        || message.type() == MessageType.GAP);
        return whole
                ? OptionalLong.of(
                        session.records().stream()
                                .filter(each -> each.from() == from)
                                .filter(each -> each.number() <= record.number())
                                .mapToLong(each -> RECORD_HEADER + (long) each.length())
                                .sum())
                : NOWHERE;
    }
}
