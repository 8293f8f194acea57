package dev.handshake.session;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Field;
import dev.handshake.capture.SavedNote;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody remarks on a message, or on a part of it.
 *
 * @param message its number
 * @param span the bytes of the message that it is about; null for all of it
 * @param text not blank; of a stranger's file, as it stands there
 * @param astray where it belongs in truth, if that cannot be read here; else null
 */
public record Note(int message, @Nullable ByteSpan span, String text, @Nullable SavedNote astray) {
    public Note(int message, @Nullable ByteSpan span, String text) {
        this(message, span, text, null);
    }

    public Note withText(String other) {
        return new Note(message, span, other, astray == null ? null : astray.withText(other));
    }

    /** Whether both are about the same. */
    public boolean isBeside(Note other) {
        return message == other.message && equal(span, other.span) && isSame(astray, other.astray);
    }

    private static boolean isSame(@Nullable SavedNote one, @Nullable SavedNote other) {
        return one == null
                ? other == null
                : other != null && one.withText("").equals(other.withText(""));
    }

    private static boolean equal(@Nullable Object one, @Nullable Object other) {
        return one == null ? other == null : one.equals(other);
    }

    /** The outermost field that stands on just these bytes; empty for all of the message. */
    public Optional<Field> field(Session session) {
        ByteSpan bytes = span;
        return bytes == null
                ? Optional.empty()
                : session.message(message).flatMap(on -> on(on.fields(), bytes));
    }

    private static Optional<Field> on(List<Field> fields, ByteSpan span) {
        for (Field field : fields) {
            if (field.span().equals(span)) {
                return Optional.of(field);
            }
            if (field.span().contains(span) && field.space() == null) {
                Optional<Field> deeper = on(field.fields(), span);
                if (deeper.isPresent()) {
                    return deeper;
                }
            }
        }
        return Optional.empty();
    }
}
