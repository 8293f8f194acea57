package dev.handshake.explain;

import dev.handshake.bytes.Field;
import dev.handshake.bytes.Phrase;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;

/**
 * Every word that the program says, in one language: labels and sentences from {@code
 * messages_<language>.properties}, in which {@link MessageFormat} fills the places.
 */
public final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final Map<Language, Words> ALL = new EnumMap<>(Language.class);

    private final Language language;
    private final ResourceBundle bundle;

    /** With the texts of a bundle. */
    Words(Language language, ResourceBundle bundle) {
        this.language = language;
        this.bundle = bundle;
    }

    private static Words read(Language language) {
        String resource = "messages_" + language.code() + ".properties";
        InputStream stream =
                Objects.requireNonNull(Words.class.getResourceAsStream(resource), resource);
        try (InputStreamReader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return new Words(language, new PropertyResourceBundle(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Words of(Language language) {
        synchronized (ALL) {
            return ALL.computeIfAbsent(language, Words::read);
        }
    }

    public Language language() {
        return language;
    }

    /**
     * The text with the key, its places filled; in the other language, where it is missing in this
     * one. A test keeps both complete.
     *
     * @throws MissingResourceException if there is none in any language
     */
    public String text(String key, Object... args) {
        String pattern =
                (bundle.containsKey(key) ? bundle : of(language.other()).bundle).getString(key);
        return args.length == 0 && pattern.indexOf('\'') < 0 && pattern.indexOf('{') < 0
                ? pattern
                : new MessageFormat(pattern, language.locale()).format(args);
    }

    public String text(Phrase phrase) {
        return text(phrase.key(), phrase.args().toArray());
    }

    public boolean has(String key) {
        return bundle.containsKey(key) || of(language.other()).bundle.containsKey(key);
    }

    /** What a field is called; a key without a word of its own is spelled with spaces. */
    public String name(Field field) {
        return name(field.key());
    }

    /** What a field with the key is called. */
    public String name(String fieldKey) {
        String key = "field." + fieldKey;
        return has(key) ? text(key) : visible(fieldKey.replace('_', ' '));
    }

    /**
     * A field's value as it is shown: {@code TLS 1.2 (0x0303)}, {@code empty}, {@code 3 items};
     * nothing for a struct, whose members say it all. What comes from the wire is {@linkplain
     * #visible made visible}.
     */
    public String value(Value value) {
        return switch (value) {
            case Value.Unsigned unsigned -> Long.toString(unsigned.number());
            case Value.Coded coded -> coded(coded);
            case Value.Opaque opaque ->
                    opaque.bytes().isEmpty() ? text("value.empty") : opaque.bytes().hex();
            case Value.Text text ->
                    text.text().isEmpty() ? text("value.empty") : visible(text.text());
            case Value.Time time -> TIME.format(time.instant());
            case Value.Flag flag -> text(flag.set() ? "value.yes" : "value.no");
            case Value.Seconds seconds -> text("value.seconds", seconds.seconds());
            case Value.Items items -> text("value.items", items.count());
            case Value.Struct _ -> "";
            case Value.Malformed malformed -> problem(malformed.problem());
        };
    }

    /** Why bytes could not be read, and where. */
    public String problem(Problem problem) {
        boolean damaged =
                problem.kind() == Problem.Kind.NOT_DECOMPRESSED
                        && problem.needed() == problem.available();
        return text(
                damaged
                        ? "problem.not_decompressed.damaged"
                        : "problem." + problem.kind().name().toLowerCase(Locale.ROOT),
                visible(problem.path()),
                problem.needed(),
                problem.available(),
                problem.offset());
    }

    /**
     * Text from outside in which nothing hides: control characters, marks that turn the direction
     * of writing, unpaired surrogates and their like are spelled as a backslash, {@code u} and the
     * code point in braces.
     */
    public static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints()
                .forEach(character -> {
                    if (isInvisible(character)) {
                        visible.append("\\" + "u{%x}".formatted(character));
                    } else {
                        visible.appendCodePoint(character);
                    }
                });
        return visible.toString();
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    true;
            default -> false;
        };
    }

    private String coded(Value.Coded coded) {
        String number =
                coded.width() == 1
                        ? Integer.toString(coded.code())
                        : "0x%04x".formatted(coded.code());
        if (coded.grease()) {
            return "GREASE (" + number + ")";
        }
        return (coded.name() == null ? text("value.unknown") : coded.name()) + " (" + number + ")";
    }
}
