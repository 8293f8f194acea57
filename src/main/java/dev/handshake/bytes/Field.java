package dev.handshake.bytes;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One member of a struct, as it was read: what it is called, what it says, and which bytes say it.
 *
 * <p>The leaves under a message tile it: every byte belongs to exactly one leaf. A leaf of length 0
 * holds what is empty, or what was derived from its parent's bytes (a fingerprint).
 *
 * @param key the RFC's member name ({@code legacy_version}); the words for people are found by it
 * @param value what it says
 * @param span where it stands in its byte space
 * @param fields the members below it; empty for a leaf
 * @param space bytes of its own, decoded from this field (a decompressed certificate), from whose
 *     start the spans of {@code fields} count; null where they count like this field's
 */
public record Field(
        String key, Value value, ByteSpan span, List<Field> fields, @Nullable Bytes space) {
    public Field {
        fields = List.copyOf(fields);
    }

    public Field(String key, Value value, ByteSpan span) {
        this(key, value, span, List.of(), null);
    }

    public Field(String key, Value value, ByteSpan span, List<Field> fields) {
        this(key, value, span, fields, null);
    }

    public boolean isLeaf() {
        return fields.isEmpty();
    }

    /** The first field directly below this one with the key. */
    public Optional<Field> child(String wanted) {
        return fields.stream().filter(field -> field.key.equals(wanted)).findFirst();
    }

    /** This field and all below it, in order, as far as they share its byte space. */
    public Stream<Field> walk() {
        return space != null
                ? Stream.of(this)
                : Stream.concat(Stream.of(this), fields.stream().flatMap(Field::walk));
    }

    /** The leaves of this byte space, in order. */
    public void leaves(Consumer<Field> leaf) {
        if (fields.isEmpty() || space != null) {
            leaf.accept(this);
        } else {
            fields.forEach(field -> field.leaves(leaf));
        }
    }
}
