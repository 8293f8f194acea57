package dev.handshake.ui.detail;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import dev.handshake.explain.Words;

/** Fields as text: short for the tree, whole for the clipboard. */
final class FieldText {
    /** Longer runs of bytes show this many at either end. */
    private static final int END_BYTES = 8;

    /** Beside a longer name there is no room for its number. */
    private static final int LONG_NAME = 24;

    private static final int LONGEST_TEXT = 300;

    private FieldText() {}

    /** What the tree says of a field: its value, or how much there is below it. */
    static String shown(Field field, Words words) {
        return switch (field.value()) {
            case Value.Opaque(Bytes bytes) when bytes.length() > 2 * END_BYTES + 2 ->
                    bytes.slice(0, END_BYTES).hex()
                            + "…"
                            + bytes.from(bytes.length() - END_BYTES).hex();
            case Value.Coded(String name, int _, int _, boolean _)
                    when name != null && name.length() > LONG_NAME ->
                    name;
            case Value.Items items -> words.value(items) + ", " + size(field, words);
            case Value.Struct _ -> field.span().length() == 0 ? "" : size(field, words);
            case Value value -> shortened(words.value(value));
        };
    }

    /** The value with all that a tooltip has room for. */
    static String told(Field field, Words words) {
        return field.value() instanceof Value.Coded
                ? words.value(field.value())
                : shown(field, words);
    }

    static String size(Field field, Words words) {
        return words.text("detail.bytes", field.span().length());
    }

    /** Whether the value is a thing of the wire, to be set in the font of codes. */
    static boolean isRaw(Value value) {
        return switch (value) {
            case Value.Items _, Value.Struct _, Value.Malformed _ -> false;
            case Value.Opaque(Bytes bytes) -> !bytes.isEmpty();
            case Value.Unsigned _,
                    Value.Coded _,
                    Value.Text _,
                    Value.Time _,
                    Value.Flag _,
                    Value.Seconds _ ->
                    true;
        };
    }

    /** The whole value. */
    static String value(Field field, Words words) {
        return switch (field.value()) {
            case Value.Opaque(Bytes bytes) -> bytes.hex();
            case Value value -> words.value(value);
        };
    }

    /** The field and all below it, a line each. */
    static String whole(Field field, Words words) {
        StringBuilder text = new StringBuilder();
        append(field, words, 0, text);
        return text.toString();
    }

    private static void append(Field field, Words words, int depth, StringBuilder text) {
        text.repeat("  ", depth).append(words.name(field));
        String value =
                field.value() instanceof Value.Struct ? shown(field, words) : value(field, words);
        if (!value.isEmpty()) {
            text.append(": ").append(value);
        }
        text.append('\n');
        field.fields().forEach(child -> append(child, words, depth + 1, text));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
