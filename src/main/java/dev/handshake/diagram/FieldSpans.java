package dev.handshake.diagram;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Field;
import dev.handshake.session.MessageRead;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the fields of a message stand in its bytes. */
record FieldSpans(MessageRead message) {
    /**
     * Of the first field with the last key, below the first one with the key before it, and so on.
     */
    @Nullable ByteSpan of(String... path) {
        return all(path).map(Field::span).findFirst().orElse(null);
    }

    /** Of all such fields, in order. */
    List<ByteSpan> list(String... path) {
        return all(path).map(Field::span).toList();
    }

    /** The n-th of these; null where there are fewer. */
    static @Nullable ByteSpan nth(List<ByteSpan> spans, int n) {
        return n < spans.size() ? spans.get(n) : null;
    }

    private Stream<Field> all(String... path) {
        List<Field> scope = message.fields();
        for (int i = 0; i < path.length - 1; i++) {
            String key = path[i];
            scope =
                    scope.stream()
                            .flatMap(Field::walk)
                            .filter(field -> field.key().equals(key))
                            .findFirst()
                            .map(Field::fields)
                            .orElse(List.of());
        }
        String last = path[path.length - 1];
        return scope.stream().flatMap(Field::walk).filter(field -> field.key().equals(last));
    }
}
