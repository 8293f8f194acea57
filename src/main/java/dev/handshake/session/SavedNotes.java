package dev.handshake.session;

import dev.handshake.capture.Limits;
import dev.handshake.capture.SavedNote;
import dev.handshake.record.RecordRead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The notes that a capture tells, which find their messages as far as those have been read. */
final class SavedNotes {
    private final List<SavedNote> saved = new ArrayList<>();

    void add(SavedNote note) {
        if (saved.size() < Limits.NOTES) {
            saved.add(note);
        }
    }

    /**
     * Each on its message. Where that cannot be told apart from others, since its keys are not
     * known, the note is on what stands there instead, and remembers its place.
     */
    Notes on(List<MessageRead> messages, List<RecordRead> records) {
        if (saved.isEmpty()) {
            return Notes.NONE;
        }
        Map<Integer, MessageRead> numbered = new HashMap<>();
        messages.forEach(message -> numbered.put(message.number(), message));
        Map<Integer, RecordRead> all = new HashMap<>();
        records.forEach(record -> all.put(record.number(), record));
        Notes notes = Notes.NONE;
        for (SavedNote note : saved) {
            Optional<Note> placed = place(note, numbered, all.get(note.record()));
            if (placed.isPresent()) {
                notes = notes.beside(placed.get());
            }
        }
        return notes;
    }

    private static Optional<Note> place(
            SavedNote note, Map<Integer, MessageRead> messages, @Nullable RecordRead record) {
        List<Integer> there =
                record == null ? List.of() : record.messages().stream().sorted().toList();
        if (there.isEmpty()) {
            MessageRead same = messages.get(note.message());
            return same == null || same.number() == 0
                    ? messages.keySet().stream()
                            .max(Integer::compare)
                            .filter(last -> last > 0)
                            .map(last -> astray(note, Math.min(last, note.message())))
                    : Optional.of(
                            isIt(same, note)
                                    ? exact(note, same.number())
                                    : astray(note, same.number()));
        }
        int likely = there.get(Math.min(note.index(), there.size() - 1));
        MessageRead message = messages.get(likely);
        boolean it = message != null && note.index() < there.size() && isIt(message, note);
        return Optional.of(it ? exact(note, likely) : astray(note, likely));
    }

    private static boolean isIt(MessageRead message, SavedNote note) {
        return message.type().rfcName().equals(note.type())
                && (note.span() == null || note.span().end() <= message.bytes().length());
    }

    private static Note exact(SavedNote note, int number) {
        return new Note(number, note.span(), note.text());
    }

    private static Note astray(SavedNote note, int number) {
        return new Note(number, null, note.text(), note);
    }
}
