package dev.handshake.bytes;

import java.util.List;

/**
 * A sentence that is not worded yet: a key of {@code messages_{en,ko}.properties} and what is to be
 * put into it. Below {@code explain} nothing speaks a language.
 *
 * @param key the key of the sentence, {@code outcome.refused}
 * @param args text and numbers for its places {@code {0}}, {@code {1}} …; text may come from the
 *     wire
 */
public record Phrase(String key, List<Object> args) {
    public Phrase {
        args = List.copyOf(args);
    }

    public static Phrase of(String key, Object... args) {
        return new Phrase(key, List.of(args));
    }
}
