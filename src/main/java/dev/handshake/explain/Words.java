package dev.handshake.explain;

import dev.handshake.bytes.Field;
import dev.handshake.bytes.Phrase;
import dev.handshake.bytes.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.EnumMap;
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
    private static final Map<Language, Words> ALL = new EnumMap<>(Language.class);

    private final Language language;
    private final ResourceBundle bundle;

    private Words(Language language) {
        this.language = language;
        String resource = "messages_" + language.code() + ".properties";
        InputStream stream =
                Objects.requireNonNull(Words.class.getResourceAsStream(resource), resource);
        try (InputStreamReader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            this.bundle = new PropertyResourceBundle(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Words of(Language language) {
        synchronized (ALL) {
            return ALL.computeIfAbsent(language, Words::new);
        }
    }

    public Language language() {
        return language;
    }

    /**
     * The text with the key, its places filled.
     *
     * @throws MissingResourceException if there is none: a test keeps both languages complete
     */
    public String text(String key, Object... args) {
        String pattern = bundle.getString(key);
        return args.length == 0 && pattern.indexOf('\'') < 0 && pattern.indexOf('{') < 0
                ? pattern
                : new MessageFormat(pattern, language.locale()).format(args);
    }

    public String text(Phrase phrase) {
        return text(phrase.key(), phrase.args().toArray());
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** What a field is called; a key without a word of its own is spelled with spaces. */
    public String name(Field field) {
        return name(field.key());
    }

    /** What a field with the key is called. */
    public String name(String fieldKey) {
        throw new UnsupportedOperationException(Arrays.asList(fieldKey).toString());
    }

    /** A field's value as it is shown: {@code TLS 1.2 (0x0303)}, {@code empty}, {@code 3 items}. */
    public String value(Value value) {
        throw new UnsupportedOperationException(value.toString());
    }
}
