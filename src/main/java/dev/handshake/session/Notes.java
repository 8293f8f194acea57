package dev.handshake.session;

import dev.handshake.bytes.ByteSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The notes on a session, at most one on each message and on each of its fields.
 *
 * @param list in the order of the messages; in each, that on the whole first, then by their bytes
 */
public record Notes(List<Note> list) {
    private static final Comparator<Note> ORDER =
            Comparator.comparingInt(Note::message)
                    .thenComparing(
                            Note::span,
                            Comparator.nullsFirst(
                                    Comparator.comparingInt(ByteSpan::offset)
                                            .thenComparing(
                                                    Comparator.comparingInt(ByteSpan::length)
                                                            .reversed())));

    public static final Notes NONE = new Notes(List.of());

    public Notes {
        list = list.stream().sorted(ORDER).toList();
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** The notes on a message and its fields. */
    public List<Note> on(int message) {
        return list.stream().filter(note -> note.message() == message).toList();
    }

    /** The note on just these bytes of a message, or on the whole of it. */
    public Optional<Note> at(int message, @Nullable ByteSpan span) {
        Note asked = new Note(message, span, "");
        return list.stream().filter(asked::isBeside).findFirst();
    }

    /** With the note in place of any other on the same; a blank one only takes that away. */
    public Notes with(Note note) {
        List<Note> others = new ArrayList<>(list);
        others.removeIf(note::isBeside);
        if (!note.text().isBlank()) {
            others.add(note);
        }
        return new Notes(others);
    }

    /** With the note; another on the same place goes on with its text, so that none is lost. */
    Notes beside(Note note) {
        return list.stream()
                .filter(note::isBeside)
                .findFirst()
                .filter(there -> !there.text().equals(note.text()))
                .map(there -> with(there.withText(there.text() + "\n" + note.text())))
                .orElseGet(() -> with(note));
    }
}
