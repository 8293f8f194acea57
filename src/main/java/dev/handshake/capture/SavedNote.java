package dev.handshake.capture;

import dev.handshake.bytes.ByteSpan;
import org.jspecify.annotations.Nullable;

/**
 * A note on a message as a capture file keeps it. With other keys the messages of a connection have
 * other numbers, and some cannot be told apart; its records stay the same.
 *
 * @param message the number of the message when the note was saved
 * @param type what the message was called, {@code server_hello}
 * @param record the number of the last record that has bytes of it; 0 where none has
 * @param index which of the messages of that record it is, from 0
 * @param span the bytes of the message that it is about; null for all of it
 * @param text not blank
 */
public record SavedNote(
        int message, String type, int record, int index, @Nullable ByteSpan span, String text) {
    /** The same place with another text. */
    public SavedNote withText(String other) {
        return new SavedNote(message, type, record, index, span, other);
    }
}
